<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv" sourcelanguage="en">
    <context>
        <name>ActForm</name>
        <message>
            <source>&amp;Cancel</source>
            <translation>&amp;Avbryt</translation>
        </message>
        <message>
            <source>The draft could not be kept. What you wrote is still here.</source>
            <translation>Utkastet kunde inte sparas. Det du skrev finns kvar här.</translation>
        </message>
    </context>
    <context>
        <name>DuplicatesPanel</name>
        <message>
            <source>The same number.</source>
            <translation>Samma nummer.</translation>
        </message>
        <message>
            <source>One digit differs.</source>
            <translation>En siffra skiljer.</translation>
        </message>
        <message>
            <source>The same name and birth date.</source>
            <translation>Samma namn och födelsedatum.</translation>
        </message>
        <message>
            <source>The same name.</source>
            <translation>Samma namn.</translation>
        </message>
        <message>
            <source>May be the same person as</source>
            <translation>Kan vara samma person som</translation>
        </message>
        <message>
            <source>The referral is added to</source>
            <translation>Remissen läggs till hos</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Öppna</translation>
        </message>
        <message>
            <source>Open {name}</source>
            <translation>Öppna {name}</translation>
        </message>
        <message>
            <source>Not the same person</source>
            <translation>Inte samma person</translation>
        </message>
        <message>
            <source>Same person</source>
            <translation>Samma person</translation>
        </message>
        <message>
            <source>Registered {year}.</source>
            <translation>Registrerad {year}.</translation>
        </message>
        <message>
            <source>Open referral since {day}.</source>
            <translation>Öppen remiss sedan {day}.</translation>
        </message>
    </context>
    <context>
        <name>PaperView</name>
        <message>
            <source>&amp;Back to the referral</source>
            <translation>&amp;Tillbaka till remissen</translation>
        </message>
    </context>
    <context>
        <name>ReferralForm</name>
        <message>
            <source>Registered already: {names}</source>
            <translation>Redan registrerade: {names}</translation>
        </message>
        <message>
            <source>↓ takes {names}</source>
            <translation>↓ tar {names}</translation>
        </message>
        <message>
            <source>New referral</source>
            <translation>Ny remiss</translation>
        </message>
        <message>
            <source>Family name</source>
            <translation>Efternamn</translation>
        </message>
        <message>
            <source>Given name</source>
            <translation>Förnamn</translation>
        </message>
        <message>
            <source>Referrer</source>
            <translation>Remittent</translation>
        </message>
        <message>
            <source>Date received</source>
            <translation>Inkomstdatum</translation>
        </message>
        <message>
            <source>Question asked</source>
            <translation>Frågeställning</translation>
        </message>
        <message>
            <source>Diagnosis code</source>
            <translation>Diagnoskod</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefon</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-post</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Adress</translation>
        </message>
        <message>
            <source>Postcode</source>
            <translation>Postnummer</translation>
        </message>
        <message>
            <source>Town</source>
            <translation>Ort</translation>
        </message>
        <message>
            <source>Region of registration</source>
            <translation>Folkbokföringsregion</translation>
        </message>
        <message>
            <source>Guardian {place}, given name</source>
            <translation>Vårdnadshavare {place}, förnamn</translation>
        </message>
        <message>
            <source>Guardian {place}, family name</source>
            <translation>Vårdnadshavare {place}, efternamn</translation>
        </message>
        <message>
            <source>Guardian {place}, phone</source>
            <translation>Vårdnadshavare {place}, telefon</translation>
        </message>
        <message>
            <source>Relation</source>
            <translation>Relation</translation>
        </message>
        <message>
            <source>Choose</source>
            <translation>Välj</translation>
        </message>
        <message>
            <source>Guardians</source>
            <translation>Vårdnadshavare</translation>
        </message>
        <message>
            <source>e.g. today</source>
            <translation>t.ex. idag</translation>
        </message>
        <message>
            <source>e.g. F32.1</source>
            <translation>t.ex. F32.1</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>Enhet</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Källa</translation>
        </message>
        <message>
            <source>Referral</source>
            <translation>Remiss</translation>
        </message>
        <message>
            <source>Self-referral</source>
            <translation>Egenremiss</translation>
        </message>
        <message>
            <source>Reserve number</source>
            <translation>Reservnummer</translation>
        </message>
        <message>
            <source>Protected identity</source>
            <translation>Skyddade personuppgifter</translation>
        </message>
        <message>
            <source>Contact details</source>
            <translation>Kontaktuppgifter</translation>
        </message>
        <message>
            <source>&amp;Register referral</source>
            <translation>&amp;Registrera remiss</translation>
        </message>
        <message>
            <source>Can&amp;cel</source>
            <translation>&amp;Avbryt</translation>
        </message>
        <message>
            <source>C&amp;lear</source>
            <translation>&amp;Töm</translation>
        </message>
        <message>
            <source>Personal number</source>
            <translation>Personnummer</translation>
        </message>
        <message>
            <source>{day}, week {week}</source>
            <translation>{day}, v. {week}</translation>
        </message>
        <message>
            <source>Woman</source>
            <translation>Kvinna</translation>
        </message>
        <message>
            <source>Man</source>
            <translation>Man</translation>
        </message>
        <message>
            <source>Number understood</source>
            <translation>Numret går att läsa</translation>
        </message>
        <message>
            <source>{sex}, {age}, born {born}</source>
            <translation>{sex}, {age}, född {born}</translation>
        </message>
        <message numerus="yes">
            <source>%n year(s)</source>
            <translation>
                <numerusform>%n år</numerusform>
                <numerusform>%n år</numerusform>
            </translation>
        </message>
        <message>
            <source>Coordination number</source>
            <translation>Samordningsnummer</translation>
        </message>
        <message numerus="yes">
            <source>%n error(s) to correct</source>
            <translation>
                <numerusform>%n fel att rätta</numerusform>
                <numerusform>%n fel att rätta</numerusform>
            </translation>
        </message>
        <message>
            <source>Choose the relation.</source>
            <translation>Välj relationen.</translation>
        </message>
        <message>
            <source>The number belongs to a patient who is registered. Choose “Same person” above or compare the number.</source>
            <translation>Numret tillhör en patient som redan finns. Välj ”Samma person” eller jämför numret med remissen.</translation>
        </message>
        <message>
            <source>The date is more than five years back. Check the year.</source>
            <translation>Datumet ligger mer än fem år tillbaka. Kontrollera året.</translation>
        </message>
        <message>
            <source>The draft is not kept</source>
            <translation>Utkastet är inte sparat</translation>
        </message>
    </context>
    <context>
        <name>ReferralPane</name>
        <message>
            <source>Needs contact today</source>
            <translation>Behöver kontakt idag</translation>
        </message>
        <message>
            <source>To follow up today</source>
            <translation>Att följa upp idag</translation>
        </message>
        <message>
            <source>Protected identity</source>
            <translation>Skyddade personuppgifter</translation>
        </message>
        <message>
            <source>{owner} has the next step, due {day}.</source>
            <translation>{owner} har nästa steg, senast {day}.</translation>
        </message>
        <message>
            <source>Nobody has it yet. Due {day}.</source>
            <translation>Ingen har tagit det än. Senast {day}.</translation>
        </message>
        <message>
            <source>{owner} has the next step.</source>
            <translation>{owner} har nästa steg.</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>Inkom</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Från</translation>
        </message>
        <message>
            <source>Visit</source>
            <translation>Besök</translation>
        </message>
        <message>
            <source>Confirmation</source>
            <translation>Bekräftelse</translation>
        </message>
        <message>
            <source>Reply</source>
            <translation>Svar</translation>
        </message>
        <message>
            <source>Own wait</source>
            <translation>Egen väntan</translation>
        </message>
        <message>
            <source>until {day}: {reason}</source>
            <translation>till {day}: {reason}</translation>
        </message>
        <message>
            <source>Question</source>
            <translation>Frågeställning</translation>
        </message>
        <message>
            <source>Only those who treat read it.</source>
            <translation>Läses bara av behandlare och samordnare.</translation>
        </message>
        <message>
            <source>Diagnosis</source>
            <translation>Diagnos</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Anteckning</translation>
        </message>
        <message>
            <source>not sent yet</source>
            <translation>inte än</translation>
        </message>
        <message>
            <source>Papers</source>
            <translation>Bilagor</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Visa</translation>
        </message>
        <message>
            <source>Show {title}</source>
            <translation>Visa {title}</translation>
        </message>
        <message>
            <source>Open &amp;patient</source>
            <translation>Öppna &amp;patient</translation>
        </message>
        <message>
            <source>&amp;Book assessment</source>
            <translation>&amp;Boka bedömning</translation>
        </message>
        <message>
            <source>&amp;Review</source>
            <translation>&amp;Granska</translation>
        </message>
        <message>
            <source>&amp;Continue assessment</source>
            <translation>&amp;Fortsätt bedömning</translation>
        </message>
        <message>
            <source>&amp;Begin assessment</source>
            <translation>Påb&amp;örja bedömning</translation>
        </message>
        <message>
            <source>Re&amp;book</source>
            <translation>B&amp;oka om</translation>
        </message>
        <message>
            <source>Put in &amp;queue</source>
            <translation>Ställ i &amp;kö</translation>
        </message>
        <message>
            <source>&amp;Assign program</source>
            <translation>&amp;Tilldela program</translation>
        </message>
        <message>
            <source>Reply is &amp;sent</source>
            <translation>&amp;Svar skickat</translation>
        </message>
        <message>
            <source>Con&amp;firmation to referrer</source>
            <translation>B&amp;ekräftelse till remittent</translation>
        </message>
        <message>
            <source>Show the decision as it was &amp;taken</source>
            <translation>Visa beslutet som det &amp;togs</translation>
        </message>
        <message>
            <source>Cancel &amp;visit</source>
            <translation>Av&amp;boka besök</translation>
        </message>
        <message>
            <source>&amp;Hand over</source>
            <translation>&amp;Lämna över</translation>
        </message>
        <message>
            <source>&amp;Own wait</source>
            <translation>Egen &amp;väntan</translation>
        </message>
        <message>
            <source>Attac&amp;h paper</source>
            <translation>B&amp;ifoga papper</translation>
        </message>
        <message>
            <source>Re&amp;direct</source>
            <translation>&amp;Hänvisa</translation>
        </message>
        <message>
            <source>&amp;Withdraw</source>
            <translation>Åte&amp;rkalla</translation>
        </message>
        <message>
            <source>C&amp;lose referral</source>
            <translation>Av&amp;sluta remiss</translation>
        </message>
        <message>
            <source>The referral is moved to {state}.</source>
            <translation>Remissen är flyttad till {state}.</translation>
        </message>
        <message>
            <source>The reply is noted as sent.</source>
            <translation>Svaret är markerat som skickat.</translation>
        </message>
        <message>
            <source>Making the letter …</source>
            <translation>Gör brevet …</translation>
        </message>
        <message>
            <source>The confirmation lies in the outbox, ready to print.</source>
            <translation>Bekräftelsen ligger i utkorgen, klar att skriva ut.</translation>
        </message>
        <message>
            <source>The paper is kept with the referral.</source>
            <translation>Papperet är sparat hos remissen.</translation>
        </message>
        <message>
            <source>Book the assessment visit</source>
            <translation>Boka bedömningsbesök</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Datum</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Tid</translation>
        </message>
        <message>
            <source>Clinician</source>
            <translation>Behandlare</translation>
        </message>
        <message>
            <source>Form of visit</source>
            <translation>Besöksform</translation>
        </message>
        <message>
            <source>The assessment is booked for {when}.</source>
            <translation>Bedömningen är bokad {when}.</translation>
        </message>
        <message>
            <source>Redirect to other care</source>
            <translation>Hänvisa till annan vård</translation>
        </message>
        <message>
            <source>&amp;Redirect</source>
            <translation>&amp;Hänvisa</translation>
        </message>
        <message>
            <source>Withdraw the referral</source>
            <translation>Återkalla remissen</translation>
        </message>
        <message>
            <source>Close the referral</source>
            <translation>Avsluta remissen</translation>
        </message>
        <message>
            <source>Where to, and why</source>
            <translation>Vart, och varför</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Varför</translation>
        </message>
        <message>
            <source>The patient chooses to wait</source>
            <translation>Patienten väljer att vänta</translation>
        </message>
        <message>
            <source>&amp;Save wait</source>
            <translation>&amp;Spara väntan</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>Till och med</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Skäl</translation>
        </message>
        <message>
            <source>The patient waits; leave the date empty to end the wait</source>
            <translation>Patienten väntar. Lämna datumet tomt för att avsluta väntan</translation>
        </message>
        <message>
            <source>The wait is saved; its days are not counted.</source>
            <translation>Väntan är sparad. Dagarna räknas inte.</translation>
        </message>
        <message>
            <source>Hand over</source>
            <translation>Lämna över</translation>
        </message>
        <message>
            <source>Who has the next step</source>
            <translation>Vem har nästa steg</translation>
        </message>
        <message>
            <source>Below it stands as it is now. What you wrote is still here.</source>
            <translation>Nedan står hur det ser ut nu. Det du skrev finns kvar här.</translation>
        </message>
        <message>
            <source>&amp;Keep mine</source>
            <translation>Använd &amp;mitt</translation>
        </message>
    </context>
    <context>
        <name>ReferralWords</name>
        <message>
            <source>Received</source>
            <translation>Inkommen</translation>
        </message>
        <message>
            <source>Under review</source>
            <translation>Granskas</translation>
        </message>
        <message>
            <source>Assessment booked</source>
            <translation>Bokad bedömning</translation>
        </message>
        <message>
            <source>Assessed</source>
            <translation>Bedömd</translation>
        </message>
        <message>
            <source>In the queue</source>
            <translation>I kö</translation>
        </message>
        <message>
            <source>Running</source>
            <translation>Pågår</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>Avslutad</translation>
        </message>
        <message>
            <source>Redirected</source>
            <translation>Hänvisad</translation>
        </message>
        <message>
            <source>Withdrawn</source>
            <translation>Återkallad</translation>
        </message>
        <message>
            <source>Review the referral</source>
            <translation>Granska remissen</translation>
        </message>
        <message>
            <source>Book assessment</source>
            <translation>Boka bedömning</translation>
        </message>
        <message>
            <source>Assessment</source>
            <translation>Bedömning</translation>
        </message>
        <message>
            <source>Queue or reply</source>
            <translation>Ställ i kö eller svara</translation>
        </message>
        <message>
            <source>Assign program</source>
            <translation>Tilldela program</translation>
        </message>
        <message>
            <source>Follow the treatment</source>
            <translation>Följ behandlingen</translation>
        </message>
        <message>
            <source>At the clinic</source>
            <translation>På mottagningen</translation>
        </message>
        <message>
            <source>Video</source>
            <translation>Video</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefon</translation>
        </message>
        <message>
            <source>Own wait</source>
            <translation>Egen väntan</translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) over</source>
            <translation>
                <numerusform>%n dag över</numerusform>
                <numerusform>%n dagar över</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) left</source>
            <translation>
                <numerusform>%n dag kvar</numerusform>
                <numerusform>%n dagar kvar</numerusform>
            </translation>
        </message>
        <message>
            <source>Wants to wait until {day}</source>
            <translation>Vill vänta till {day}</translation>
        </message>
        <message>
            <source>Nothing more to do</source>
            <translation>Inget mer att göra</translation>
        </message>
        <message>
            <source>Assessment {when}</source>
            <translation>Bedömning {when}</translation>
        </message>
        <message>
            <source>Self-referral</source>
            <translation>Egenremiss</translation>
        </message>
        <message>
            <source>woman</source>
            <translation>kvinna</translation>
        </message>
        <message>
            <source>man</source>
            <translation>man</translation>
        </message>
        <message numerus="yes">
            <source>%n year(s) old</source>
            <translation>
                <numerusform>%n år</numerusform>
                <numerusform>%n år</numerusform>
            </translation>
        </message>
        <message>
            <source>today</source>
            <translation>idag</translation>
        </message>
        <message>
            <source>tomorrow</source>
            <translation>imorgon</translation>
        </message>
        <message>
            <source>yesterday</source>
            <translation>igår</translation>
        </message>
    </context>
    <context>
        <name>ReferralsPage</name>
        <message>
            <source>Queue</source>
            <translation>Kö</translation>
        </message>
        <message>
            <source>Referrals</source>
            <translation>Remisser</translation>
        </message>
        <message>
            <source> and </source>
            <translation> och </translation>
        </message>
        <message>
            <source>Sorted by days left in the care guarantee ({days} days)</source>
            <translation>Sorterade efter dagar kvar i vårdgarantin ({days} dagar)</translation>
        </message>
        <message>
            <source>New referral</source>
            <translation>Ny remiss</translation>
        </message>
        <message>
            <source>Search the list</source>
            <translation>Sök i listan</translation>
        </message>
        <message>
            <source>&amp;New referral</source>
            <translation>&amp;Ny remiss</translation>
        </message>
        <message>
            <source>&amp;Show all</source>
            <translation>&amp;Visa alla</translation>
        </message>
        <message>
            <source>Nothing matches the filter</source>
            <translation>Inget matchar filtret</translation>
        </message>
        <message>
            <source>Search for a name or a number, or choose another selection.</source>
            <translation>Sök på namn eller nummer, eller välj ett annat urval.</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Öppna</translation>
        </message>
        <message>
            <source>Unanswered</source>
            <translation>Obesvarade</translation>
        </message>
        <message>
            <source>In the queue</source>
            <translation>I kö</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>Avslutade</translation>
        </message>
        <message>
            <source>Care guarantee</source>
            <translation>Vårdgaranti</translation>
        </message>
        <message>
            <source>Patient, next step</source>
            <translation>Patient, nästa steg</translation>
        </message>
        <message>
            <source>Next step</source>
            <translation>Nästa steg</translation>
        </message>
        <message>
            <source>Patient</source>
            <translation>Patient</translation>
        </message>
        <message>
            <source>Received, from</source>
            <translation>Inkom, från</translation>
        </message>
        <message>
            <source>Needs contact today</source>
            <translation>Behöver kontakt idag</translation>
        </message>
        <message>
            <source>To follow up today</source>
            <translation>Att följa upp idag</translation>
        </message>
        <message>
            <source>Filter: {choice} {count}</source>
            <translation>Filter: {choice} {count}</translation>
        </message>
        <message>
            <source>No open referrals</source>
            <translation>Inga öppna remisser</translation>
        </message>
        <message>
            <source>When a referral arrives you register it here.</source>
            <translation>När en remiss kommer in registrerar du den här.</translation>
        </message>
        <message>
            <source>Every referral is answered</source>
            <translation>Alla remisser är besvarade</translation>
        </message>
        <message>
            <source>A referral stands here from its decision until the reply is sent.</source>
            <translation>En remiss står här från beslutet tills svaret är skickat.</translation>
        </message>
        <message>
            <source>The queue is empty</source>
            <translation>Kön är tom</translation>
        </message>
        <message>
            <source>Whoever is assessed and waits for a program stands here.</source>
            <translation>Den som är bedömd och väntar på ett program står här.</translation>
        </message>
        <message>
            <source>No closed referrals</source>
            <translation>Inga avslutade remisser</translation>
        </message>
        <message>
            <source>Referrals that have reached their end stand here.</source>
            <translation>Remisser som har nått sitt slut står här.</translation>
        </message>
        <message>
            <source>The form is cleared.</source>
            <translation>Formuläret är tömt.</translation>
        </message>
        <message>
            <source>The referral of {name} is registered.</source>
            <translation>Remissen för {name} är registrerad.</translation>
        </message>
        <message>
            <source>Choose a referral</source>
            <translation>Välj remiss</translation>
        </message>
        <message>
            <source>Open the referral, take the next step</source>
            <translation>Öppna remissen, ta nästa steg</translation>
        </message>
        <message>
            <source>Register, or go to the first error</source>
            <translation>Registrera, eller gå till första felet</translation>
        </message>
        <message>
            <source>Close the pane; nothing typed is lost</source>
            <translation>Stäng panelen, inget du skrivit försvinner</translation>
        </message>
    </context>
    <context>
        <name>ScanDrop</name>
        <message>
            <source>Drop the scanned referral here or</source>
            <translation>Släpp den skannade remissen här eller</translation>
        </message>
        <message>
            <source>choose &amp;file</source>
            <translation>välj &amp;fil</translation>
        </message>
        <message>
            <source>&amp;Replace</source>
            <translation>&amp;Byt ut</translation>
        </message>
        <message>
            <source>Remo&amp;ve</source>
            <translation>Ta bo&amp;rt</translation>
        </message>
        <message>
            <source>{name} is not kept with the draft. Choose it again.</source>
            <translation>{name} sparas inte med utkastet. Välj filen igen.</translation>
        </message>
    </context>
</TS>
