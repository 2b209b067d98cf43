<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv" sourcelanguage="en">
    <context>
        <name>AmendForm</name>
        <message>
            <source>Correct a signed text: both versions stay readable</source>
            <translation>Rätta en signerad text: båda versionerna går att läsa</translation>
        </message>
        <message>
            <source>Corrected &amp;text</source>
            <translation>Rättad te&amp;xt</translation>
        </message>
        <message>
            <source>What was &amp;wrong</source>
            <translation>Vad s&amp;om var fel</translation>
        </message>
        <message>
            <source>S&amp;ign the correction</source>
            <translation>Signera rätte&amp;lsen</translation>
        </message>
        <message>
            <source>Leave it</source>
            <translation>Låt &amp;vara</translation>
        </message>
    </context>
    <context>
        <name>AssignmentPage</name>
        <message>
            <source>Assign program</source>
            <translation>Tilldela program</translation>
        </message>
        <message>
            <source>Criteria version {version}</source>
            <translation>Kriterier version {version}</translation>
        </message>
        <message>
            <source>&amp;Only possible</source>
            <translation>Bara &amp;möjliga</translation>
        </message>
        <message>
            <source>Program shown</source>
            <translation>Program som visas</translation>
        </message>
        <message>
            <source>Plan</source>
            <translation>Plan</translation>
        </message>
        <message>
            <source>&amp;Start</source>
            <translation>&amp;Start</translation>
        </message>
        <message>
            <source>&amp;Number of sections</source>
            <translation>&amp;Antal avsnitt</translation>
        </message>
        <message>
            <source>&amp;Reason for the choice</source>
            <translation>Moti&amp;vering av valet</translation>
        </message>
        <message>
            <source>Asked for where a cell says Judge, Missing or Does not fit.</source>
            <translation>Behövs när en ruta säger Bedöm, Saknas eller Passar inte, eller när ett annat program passar bäst.</translation>
        </message>
        <message>
            <source>Clinician</source>
            <translation>Behandlare</translation>
        </message>
        <message>
            <source>The patient &amp;agrees to the program</source>
            <translation>Patienten är &amp;överens om programmet</translation>
        </message>
        <message>
            <source>A&amp;greed on</source>
            <translation>Öv&amp;erens den</translation>
        </message>
        <message>
            <source>Sa&amp;ve and continue later</source>
            <translation>Spara och &amp;fortsätt senare</translation>
        </message>
        <message>
            <source>Assign &amp;program</source>
            <translation>&amp;Tilldela program</translation>
        </message>
        <message>
            <source>{program}, best fit</source>
            <translation>{program}, passar bäst</translation>
        </message>
        <message>
            <source>{program}, {criterion}: {reason}</source>
            <translation>{program}, {criterion}: {reason}</translation>
        </message>
        <message>
            <source>The decision goes against it, co-signed by {name}.</source>
            <translation>Beslutet går emot det, medsignerat av {name}.</translation>
        </message>
        <message>
            <source>Source: {source}</source>
            <translation>Källa: {source}</translation>
        </message>
        <message>
            <source>&amp;Choose this program</source>
            <translation>Välj &amp;programmet</translation>
        </message>
        <message>
            <source>Choose {program}</source>
            <translation>Välj {program}</translation>
        </message>
        <message>
            <source>{program} chosen</source>
            <translation>{program} valt</translation>
        </message>
        <message>
            <source>Choose a program above; its weeks are drawn here.</source>
            <translation>Välj ett program ovan så ritas veckorna här.</translation>
        </message>
        <message>
            <source>Write the start date to see the weeks.</source>
            <translation>Skriv startdatum så ritas veckorna.</translation>
        </message>
        <message>
            <source>No source says how many sections the program has. Write the number.</source>
            <translation>Ingen källa anger hur många avsnitt programmet har. Skriv antalet.</translation>
        </message>
        <message numerus="yes">
            <source>%n section(s), one a week.</source>
            <translation>
                <numerusform>%n avsnitt, ett i veckan.</numerusform>
                <numerusform>%n avsnitt, ett i veckan.</numerusform>
            </translation>
        </message>
        <message>
            <source>Planned end {day}.</source>
            <translation>Planerat slut {day}.</translation>
        </message>
        <message>
            <source>Choose a program to see who may treat.</source>
            <translation>Välj ett program så visas vilka som kan behandla.</translation>
        </message>
        <message>
            <source>Authorised for {program} first</source>
            <translation>Behöriga för {program} först</translation>
        </message>
        <message numerus="yes">
            <source>%n thing(s) missing</source>
            <translation>
                <numerusform>%n uppgift saknas</numerusform>
                <numerusform>%n uppgifter saknas</numerusform>
            </translation>
        </message>
        <message>
            <source>Before it can be assigned:</source>
            <translation>Innan det går att tilldela:</translation>
        </message>
        <message>
            <source>{program} is assigned to {clinician}.</source>
            <translation>{program} är tilldelat, behandlare {clinician}.</translation>
        </message>
        <message>
            <source>Arrows</source>
            <translation>Pilar</translation>
        </message>
        <message>
            <source>Read the cells: reason and source below</source>
            <translation>Läs rutorna: skäl och källa står under</translation>
        </message>
        <message>
            <source>Choose the program of the focused cell</source>
            <translation>Välj programmet i den markerade rutans kolumn</translation>
        </message>
    </context>
    <context>
        <name>ChangePill</name>
        <message>
            <source>unchanged</source>
            <translation>oförändrat</translation>
        </message>
        <message>
            <source>{change} p, worse</source>
            <translation>{change} p, sämre</translation>
        </message>
        <message>
            <source>{change} p, better</source>
            <translation>{change} p, bättre</translation>
        </message>
    </context>
    <context>
        <name>ClinicianCard</name>
        <message>
            <source>Cannot be chosen: no basic CBT psychotherapy training is recorded.</source>
            <translation>Går inte att välja: grundläggande psykoterapiutbildning i KBT är inte registrerad.</translation>
        </message>
        <message>
            <source>{free} of {all} min free</source>
            <translation>{free} av {all} min lediga</translation>
        </message>
        <message>
            <source>Not authorised</source>
            <translation>Inte behörig</translation>
        </message>
        <message>
            <source>No minutes recorded</source>
            <translation>Tid inte angiven</translation>
        </message>
        <message>
            <source>Full</source>
            <translation>Fullt</translation>
        </message>
        <message>
            <source>Has time</source>
            <translation>Har tid</translation>
        </message>
        <message>
            <source>CBT</source>
            <translation>KBT</translation>
        </message>
        <message>
            <source>iCBT course {year}</source>
            <translation>iKBT-kurs {year}</translation>
        </message>
        <message>
            <source>no course in this program recorded</source>
            <translation>ingen kurs i programmet registrerad</translation>
        </message>
        <message numerus="yes">
            <source>%n open case(s)</source>
            <translation>
                <numerusform>%n pågående</numerusform>
                <numerusform>%n pågående</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n late feedback(s)</source>
            <translation>
                <numerusform>%n försenad återkoppling</numerusform>
                <numerusform>%n försenade återkopplingar</numerusform>
            </translation>
        </message>
        <message>
            <source>met the patient</source>
            <translation>träffade patienten</translation>
        </message>
    </context>
    <context>
        <name>ClosingPage</name>
        <message>
            <source>End the treatment</source>
            <translation>Avsluta behandlingen</translation>
        </message>
        <message>
            <source>&amp;Why it ends</source>
            <translation>Var&amp;för den avslutas</translation>
        </message>
        <message>
            <source>&amp;End date</source>
            <translation>Slut&amp;datum</translation>
        </message>
        <message>
            <source>&amp;Background</source>
            <translation>&amp;Bakgrund</translation>
        </message>
        <message>
            <source>Res&amp;ult</source>
            <translation>&amp;Resultat</translation>
        </message>
        <message>
            <source>Stands in the summary as you write it.</source>
            <translation>Står i sammanfattningen som du skriver det.</translation>
        </message>
        <message>
            <source>P&amp;lan ahead</source>
            <translation>&amp;Plan framåt</translation>
        </message>
        <message>
            <source>One line for each point.</source>
            <translation>En rad för varje punkt.</translation>
        </message>
        <message>
            <source>Reason of the &amp;correction</source>
            <translation>Skäl till &amp;rättelsen</translation>
        </message>
        <message>
            <source>It stands under the title of the new version.</source>
            <translation>Det står under rubriken i den nya versionen.</translation>
        </message>
        <message>
            <source>Follow-up {number}</source>
            <translation>Uppföljning {number}</translation>
        </message>
        <message>
            <source>Measures before and after</source>
            <translation>Mått före och efter</translation>
        </message>
        <message>
            <source>What the closing means</source>
            <translation>Det här betyder avslutet</translation>
        </message>
        <message>
            <source>&amp;Back</source>
            <translation>&amp;Tillbaka</translation>
        </message>
        <message>
            <source>&amp;Show the form</source>
            <translation>Visa for&amp;muläret</translation>
        </message>
        <message>
            <source>&amp;Preview summary</source>
            <translation>Förhands&amp;visa sammanfattning</translation>
        </message>
        <message>
            <source>Choose …</source>
            <translation>Välj …</translation>
        </message>
        <message>
            <source>{program}, started {day}. {done} of {all} sections done.</source>
            <translation>{program}, start {day}. {done} av {all} avsnitt klara.</translation>
        </message>
        <message>
            <source>No questionnaire with a total is entered.</source>
            <translation>Inget formulär med summa är inmatat.</translation>
        </message>
        <message>
            <source>No more feedback can be written in this treatment.</source>
            <translation>Ingen mer återkoppling kan skrivas i behandlingen.</translation>
        </message>
        <message>
            <source>The follow-up dates stand in the summary.</source>
            <translation>Uppföljningsdatumen står i sammanfattningen.</translation>
        </message>
        <message>
            <source>You then sign the summary; it waits to be filed.</source>
            <translation>Sedan signerar du sammanfattningen; den väntar på att föras in i journalen.</translation>
        </message>
        <message>
            <source>Everything stays readable.</source>
            <translation>Allt går att läsa efteråt.</translation>
        </message>
        <message>
            <source>&amp;Sign version {number}</source>
            <translation>&amp;Signera version {number}</translation>
        </message>
        <message>
            <source>&amp;Sign the summary</source>
            <translation>&amp;Signera sammanfattningen</translation>
        </message>
        <message>
            <source>&amp;End the treatment</source>
            <translation>&amp;Avsluta behandlingen</translation>
        </message>
        <message>
            <source>Not saved yet.</source>
            <translation>Inte sparat än.</translation>
        </message>
        <message numerus="yes">
            <source>%n thing(s) missing</source>
            <translation>
                <numerusform>%n uppgift saknas</numerusform>
                <numerusform>%n uppgifter saknas</numerusform>
            </translation>
        </message>
        <message>
            <source>The treatment is ended.</source>
            <translation>Behandlingen är avslutad.</translation>
        </message>
        <message>
            <source>Read the summary through; its texts can be changed until you sign it. Then it waits to be filed.</source>
            <translation>Läs igenom sammanfattningen; texterna går att ändra tills du signerar. Sedan väntar den på att föras in i journalen.</translation>
        </message>
        <message>
            <source>Fetching …</source>
            <translation>Hämtar …</translation>
        </message>
        <message>
            <source>Treatment summary, draft</source>
            <translation>Behandlingssammanfattning, utkast</translation>
        </message>
        <message>
            <source>Signing …</source>
            <translation>Signerar …</translation>
        </message>
        <message>
            <source>The summary is signed and waits to be filed.</source>
            <translation>Sammanfattningen är signerad och väntar på att föras in i journalen.</translation>
        </message>
        <message>
            <source>End the treatment, then sign the summary</source>
            <translation>Avsluta behandlingen, sedan signera sammanfattningen</translation>
        </message>
    </context>
    <context>
        <name>FeedbackDesk</name>
        <message>
            <source>Right first name</source>
            <translation>Rätt förnamn</translation>
        </message>
        <message>
            <source>The name {facts} is not in the text</source>
            <translation>Namnet {facts} står inte i texten</translation>
        </message>
        <message>
            <source>{facts} is another patient's name: check it</source>
            <translation>{facts} heter en annan patient: kontrollera namnet</translation>
        </message>
        <message>
            <source>Concrete praise</source>
            <translation>Konkret beröm</translation>
        </message>
        <message>
            <source>No concrete praise</source>
            <translation>Inget konkret beröm</translation>
        </message>
        <message>
            <source>Next step</source>
            <translation>Nästa steg</translation>
        </message>
        <message>
            <source>No next step</source>
            <translation>Inget nästa steg</translation>
        </message>
        <message>
            <source>Date of the next contact</source>
            <translation>Datum för nästa kontakt</translation>
        </message>
        <message>
            <source>No date of the next contact.</source>
            <translation>Inget datum för nästa kontakt.</translation>
        </message>
        <message>
            <source>{facts} is not filled in</source>
            <translation>{facts} är inte ifyllt</translation>
        </message>
        <message>
            <source>Feedback week {number}</source>
            <translation>Återkoppling vecka {number}</translation>
        </message>
        <message>
            <source>Stöd och &amp;behandling</source>
            <translation>Stöd och &amp;behandling</translation>
        </message>
        <message>
            <source>P&amp;hone</source>
            <translation>&amp;Telefon</translation>
        </message>
        <message>
            <source>Channel</source>
            <translation>Kanal</translation>
        </message>
        <message>
            <source>&amp;New</source>
            <translation>N&amp;ytt</translation>
        </message>
        <message>
            <source>&amp;Write</source>
            <translation>S&amp;kriv</translation>
        </message>
        <message>
            <source>Pane</source>
            <translation>Del</translation>
        </message>
        <message>
            <source>P&amp;hrases</source>
            <translation>&amp;Fraser</translation>
        </message>
        <message>
            <source>&amp;My phrases</source>
            <translation>&amp;Mina fraser</translation>
        </message>
        <message>
            <source>min</source>
            <translation>min</translation>
        </message>
        <message>
            <source>Minutes spent</source>
            <translation>Minuter</translation>
        </message>
        <message>
            <source>Advice, does not stop signing</source>
            <translation>Råd, hindrar inte signering</translation>
        </message>
        <message>
            <source>&amp;Sent</source>
            <translation>&amp;Skickad</translation>
        </message>
        <message>
            <source>&amp;Copy my draft</source>
            <translation>&amp;Kopiera mitt utkast</translation>
        </message>
        <message>
            <source>&amp;Copy again</source>
            <translation>&amp;Kopiera igen</translation>
        </message>
        <message>
            <source>Save &amp;draft</source>
            <translation>Spara &amp;utkast</translation>
        </message>
        <message>
            <source>&amp;Back</source>
            <translation>&amp;Tillbaka</translation>
        </message>
        <message>
            <source>&amp;Sign the call</source>
            <translation>&amp;Signera samtalet</translation>
        </message>
        <message>
            <source>&amp;Sign</source>
            <translation>&amp;Signera</translation>
        </message>
        <message>
            <source>&amp;Sign and open section {number}</source>
            <translation>&amp;Signera och öppna avsnitt {number}</translation>
        </message>
        <message>
            <source>locks the text</source>
            <translation>låser texten</translation>
        </message>
        <message>
            <source>opens section {number}</source>
            <translation>öppnar avsnitt {number}</translation>
        </message>
        <message>
            <source>books the reply for {day}</source>
            <translation>bokar svar {day}</translation>
        </message>
        <message>
            <source>records contact and fee ({fee} kr)</source>
            <translation>registrerar kontakt och avgift ({fee} kr)</translation>
        </message>
        <message>
            <source>records the contact without a fee</source>
            <translation>registrerar kontakten utan avgift</translation>
        </message>
        <message>
            <source>copies the text</source>
            <translation>kopierar texten</translation>
        </message>
        <message>
            <source>{first} and {last}</source>
            <translation>{first} och {last}</translation>
        </message>
        <message>
            <source>Signing {what}.</source>
            <translation>Signering {what}.</translation>
        </message>
        <message>
            <source>This feedback is signed.</source>
            <translation>Återkopplingen är signerad.</translation>
        </message>
        <message>
            <source>A signed text is never changed. Correct it by a new version.</source>
            <translation>En signerad text ändras aldrig. Rätta den med en ny version.</translation>
        </message>
        <message>
            <source>Co&amp;rrect</source>
            <translation>&amp;Rätta</translation>
        </message>
        <message>
            <source>You can read here.</source>
            <translation>Du kan läsa här.</translation>
        </message>
        <message>
            <source>Feedback is written by clinicians.</source>
            <translation>Återkoppling skrivs av behandlare.</translation>
        </message>
        <message>
            <source>Needs contact today.</source>
            <translation>Behöver kontakt idag.</translation>
        </message>
        <message>
            <source>An open risk is to be assessed before anything else.</source>
            <translation>En öppen risk ska bedömas före allt annat.</translation>
        </message>
        <message>
            <source>To follow up today.</source>
            <translation>Att följa upp idag.</translation>
        </message>
        <message>
            <source>The flag stands until it is assessed, planned and signed.</source>
            <translation>Flaggan står kvar tills den är bedömd, planerad och signerad.</translation>
        </message>
        <message>
            <source>Open the &amp;risk case</source>
            <translation>Öppna riskären&amp;det</translation>
        </message>
        <message numerus="yes">
            <source>%n word(s)</source>
            <translation>
                <numerusform>%n ord</numerusform>
                <numerusform>%n ord</numerusform>
            </translation>
        </message>
        <message>
            <source>The draft is not saved</source>
            <translation>Utkastet är inte sparat</translation>
        </message>
        <message>
            <source>&amp;Add {weekday} {day}</source>
            <translation>&amp;Lägg till {weekday} {day}</translation>
        </message>
        <message>
            <source>Signed. Paste into Stöd och behandling.</source>
            <translation>Signerad. Klistra in i Stöd och behandling.</translation>
        </message>
        <message>
            <source>The text is copied for 30 seconds.</source>
            <translation>Texten är kopierad i 30 sekunder.</translation>
        </message>
        <message>
            <source>The call is signed.</source>
            <translation>Samtalet är signerat.</translation>
        </message>
        <message>
            <source>Section {number} is open.</source>
            <translation>Avsnitt {number} är öppet.</translation>
        </message>
        <message>
            <source>Next reply {day}.</source>
            <translation>Nästa svar {day}.</translation>
        </message>
        <message>
            <source>Fee {fee} kr.</source>
            <translation>Avgift {fee} kr.</translation>
        </message>
        <message>
            <source>The correction is signed. Both versions stay readable.</source>
            <translation>Rättelsen är signerad. Båda versionerna går att läsa.</translation>
        </message>
        <message>
            <source>Sign</source>
            <translation>Signera</translation>
        </message>
        <message>
            <source>Save draft</source>
            <translation>Spara utkast</translation>
        </message>
        <message>
            <source>Phrases: arrows choose, Tab inserts, Esc closes</source>
            <translation>Fraser: pilar väljer, Tabb infogar, Esc stänger</translation>
        </message>
        <message>
            <source>Leave; the draft is kept</source>
            <translation>Lämna; utkastet är sparat</translation>
        </message>
    </context>
    <context>
        <name>FitMatrix</name>
        <message>
            <source>How the programs fit</source>
            <translation>Så passar programmen</translation>
        </message>
        <message>
            <source>Best fit</source>
            <translation>Passar bäst</translation>
        </message>
        <message>
            <source>Chosen</source>
            <translation>Valt</translation>
        </message>
        <message>
            <source>Best, chosen</source>
            <translation>Bäst, valt</translation>
        </message>
        <message>
            <source>sections unknown</source>
            <translation>avsnitt saknas</translation>
        </message>
        <message numerus="yes">
            <source>%n section(s)</source>
            <translation>
                <numerusform>%n avsnitt</numerusform>
                <numerusform>%n avsnitt</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>HistoryPane</name>
        <message>
            <source>All feedback</source>
            <translation>All återkoppling</translation>
        </message>
        <message>
            <source>&amp;Back</source>
            <translation>&amp;Tillbaka</translation>
        </message>
        <message>
            <source>No feedback is signed yet.</source>
            <translation>Ingen återkoppling är signerad ännu.</translation>
        </message>
        <message>
            <source>Week {number}, version {version}</source>
            <translation>Vecka {number}, version {version}</translation>
        </message>
        <message>
            <source>Replaced</source>
            <translation>Ersatt</translation>
        </message>
        <message>
            <source>Correct</source>
            <translation>Rätta</translation>
        </message>
        <message>
            <source>Correct the feedback of week {number}</source>
            <translation>Rätta återkopplingen vecka {number}</translation>
        </message>
        <message>
            <source>Corrected: {reason}</source>
            <translation>Rättelse: {reason}</translation>
        </message>
        <message>
            <source>by phone</source>
            <translation>per telefon</translation>
        </message>
        <message>
            <source>as a message</source>
            <translation>som meddelande</translation>
        </message>
        <message>
            <source>Signed {moment} by {name}, {way}</source>
            <translation>Signerad {moment} av {name}, {way}</translation>
        </message>
    </context>
    <context>
        <name>MeasurePage</name>
        <message>
            <source>Enter a questionnaire</source>
            <translation>Mata in formulär</translation>
        </message>
        <message>
            <source>&amp;Questionnaire</source>
            <translation>&amp;Formulär</translation>
        </message>
        <message>
            <source>Filled in on &amp;paper</source>
            <translation>Ifyllt på &amp;papper</translation>
        </message>
        <message>
            <source>&amp;Week</source>
            <translation>&amp;Vecka</translation>
        </message>
        <message>
            <source>&amp;Correct an earlier one</source>
            <translation>&amp;Rätta ett tidigare</translation>
        </message>
        <message>
            <source>What was &amp;wrong</source>
            <translation>Vad s&amp;om var fel</translation>
        </message>
        <message>
            <source>&amp;Enter once more as a check</source>
            <translation>&amp;Mata in en gång till som kontroll</translation>
        </message>
        <message>
            <source>&amp;Back</source>
            <translation>&amp;Tillbaka</translation>
        </message>
        <message>
            <source>{name}, due week {week}</source>
            <translation>{name}, väntas vecka {week}</translation>
        </message>
        <message>
            <source>No, a new form</source>
            <translation>Nej, nytt formulär</translation>
        </message>
        <message>
            <source>{total} p</source>
            <translation>{total} p</translation>
        </message>
        <message>
            <source>Last {day}</source>
            <translation>Förra {day}</translation>
        </message>
        <message numerus="yes">
            <source>It is about the last %n day(s).</source>
            <translation>
                <numerusform>Gäller den senaste dagen.</numerusform>
                <numerusform>Gäller de senaste %n dagarna.</numerusform>
            </translation>
        </message>
        <message>
            <source>The questions themselves are not in the program. Read them on the paper form; the numbers are the same.</source>
            <translation>Frågornas text ingår inte i programmet. Läs av pappersblanketten, numren är desamma.</translation>
        </message>
        <message>
            <source>You are correcting the form of {day}.</source>
            <translation>Du rättar formuläret från {day}.</translation>
        </message>
        <message>
            <source>The old digits stay readable with your reason, and the flags are run again.</source>
            <translation>De gamla siffrorna går att läsa med din orsak, och flaggorna prövas på nytt.</translation>
        </message>
        <message>
            <source>Item {number} has risen from {before} to {value}. An in-depth assessment is required.</source>
            <translation>Fråga {number} har ökat från {before} till {value}. Fördjupad bedömning krävs.</translation>
        </message>
        <message>
            <source>Item {number} is {value}. An in-depth assessment is required.</source>
            <translation>Fråga {number} är {value}. Fördjupad bedömning krävs.</translation>
        </message>
        <message>
            <source>The total is {value}. An in-depth assessment is required.</source>
            <translation>Summan är {value}. Fördjupad bedömning krävs.</translation>
        </message>
        <message>
            <source>Saving shows the flag to every clinician. Contact is to be taken today.</source>
            <translation>När du sparar syns flaggan för alla behandlare och samordnaren. Kontakt ska tas idag.</translation>
        </message>
        <message>
            <source>Save and assess the &amp;risk</source>
            <translation>Spara och bedöm ris&amp;ken</translation>
        </message>
        <message>
            <source>Item {number} is {value}. To follow up today.</source>
            <translation>Fråga {number} är {value}. Att följa upp idag.</translation>
        </message>
        <message>
            <source>The total is {value}. To follow up today.</source>
            <translation>Summan är {value}. Att följa upp idag.</translation>
        </message>
        <message>
            <source>Saving opens a case, or joins the open one, for every clinician to see.</source>
            <translation>När du sparar öppnas ett ärende, eller så läggs flaggan till det öppna, synligt för alla behandlare.</translation>
        </message>
        <message>
            <source>&amp;Save the correction</source>
            <translation>&amp;Spara rättelsen</translation>
        </message>
        <message>
            <source>&amp;Save the form</source>
            <translation>&amp;Spara formuläret</translation>
        </message>
        <message>
            <source>Only clinicians enter questionnaires</source>
            <translation>Bara behandlare matar in formulär</translation>
        </message>
        <message numerus="yes">
            <source>%n answer(s) missing</source>
            <translation>
                <numerusform>%n svar saknas</numerusform>
                <numerusform>%n svar saknas</numerusform>
            </translation>
        </message>
        <message>
            <source>The two entries differ.</source>
            <translation>De två inmatningarna skiljer sig.</translation>
        </message>
        <message>
            <source>Compare item {numbers} with the paper.</source>
            <translation>Jämför fråga {numbers} med blanketten.</translation>
        </message>
        <message>
            <source>Answers</source>
            <translation>Svar</translation>
        </message>
        <message>
            <source>Not saved yet.</source>
            <translation>Inte sparat än.</translation>
        </message>
        <message>
            <source>{name} is saved: {total} p.</source>
            <translation>{name} är sparad: {total} p.</translation>
        </message>
        <message>
            <source>{name} is saved, without a total: answers are missing.</source>
            <translation>{name} är sparad utan summa: svar saknas.</translation>
        </message>
        <message>
            <source>A case is open: to follow up today.</source>
            <translation>Ett ärende är öppet: att följa upp idag.</translation>
        </message>
        <message>
            <source>Next: {name}.</source>
            <translation>Nästa: {name}.</translation>
        </message>
        <message>
            <source>Compared with it, the form of {days} is a rise.</source>
            <translation>Jämfört med det är formuläret {days} en ökning.</translation>
        </message>
        <message>
            <source>Answer the item and move on</source>
            <translation>Svara på frågan och gå vidare</translation>
        </message>
        <message>
            <source>Backspace</source>
            <translation>Backsteg</translation>
        </message>
        <message>
            <source>Go back one item</source>
            <translation>Gå tillbaka en fråga</translation>
        </message>
        <message>
            <source>Space</source>
            <translation>Blanksteg</translation>
        </message>
        <message>
            <source>Skip the item: it counts as missing</source>
            <translation>Hoppa över frågan: räknas som saknad</translation>
        </message>
        <message>
            <source>Save the form</source>
            <translation>Spara formuläret</translation>
        </message>
    </context>
    <context>
        <name>NewSincePane</name>
        <message>
            <source>Done</source>
            <translation>Gjord</translation>
        </message>
        <message>
            <source>Partly done</source>
            <translation>Delvis gjord</translation>
        </message>
        <message>
            <source>Not done</source>
            <translation>Inte gjord</translation>
        </message>
        <message>
            <source>New since last time</source>
            <translation>Nytt sedan sist</translation>
        </message>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%n dag</numerusform>
                <numerusform>%n dagar</numerusform>
            </translation>
        </message>
        <message>
            <source>{length}, since {day}</source>
            <translation>{length}, sedan {day}</translation>
        </message>
        <message>
            <source>Measures</source>
            <translation>Mått</translation>
        </message>
        <message>
            <source>No questionnaire since last time.</source>
            <translation>Inget formulär sedan sist.</translation>
        </message>
        <message>
            <source>Total</source>
            <translation>Summa</translation>
        </message>
        <message numerus="yes">
            <source>%n answer(s) missing, the total is prorated.</source>
            <translation>
                <numerusform>%n svar saknas, summan är uppräknad.</numerusform>
                <numerusform>%n svar saknas, summan är uppräknad.</numerusform>
            </translation>
        </message>
        <message>
            <source>Item {number}</source>
            <translation>Fråga {number}</translation>
        </message>
        <message>
            <source>Most changed: {topics}</source>
            <translation>Mest ändrat: {topics}</translation>
        </message>
        <message>
            <source>{name} missing</source>
            <translation>{name} saknas</translation>
        </message>
        <message>
            <source>&amp;Enter it</source>
            <translation>&amp;Mata in</translation>
        </message>
        <message>
            <source>Enter {name}</source>
            <translation>Mata in {name}</translation>
        </message>
        <message>
            <source>Homework</source>
            <translation>Hemuppgift</translation>
        </message>
        <message>
            <source>Nothing sent in</source>
            <translation>Inget inskickat</translation>
        </message>
        <message>
            <source>Change &amp;what was sent in</source>
            <translation>Ändra &amp;vad som skickats in</translation>
        </message>
        <message>
            <source>Write down &amp;what was sent in</source>
            <translation>Skriv in &amp;vad patienten skickat</translation>
        </message>
        <message>
            <source>section {number}</source>
            <translation>avsnitt {number}</translation>
        </message>
        <message>
            <source>{what}. Sent in {day}.</source>
            <translation>{what}. Inskickat {day}.</translation>
        </message>
        <message>
            <source>Agreed last time</source>
            <translation>Överenskommet förra gången</translation>
        </message>
        <message>
            <source>Nothing was written down as agreed.</source>
            <translation>Inget är antecknat som överenskommet.</translation>
        </message>
        <message>
            <source>This is the first feedback.</source>
            <translation>Det här är den första återkopplingen.</translation>
        </message>
        <message>
            <source>Last feedback, week {number}</source>
            <translation>Förra återkopplingen, vecka {number}</translation>
        </message>
        <message>
            <source>All feedbac&amp;k</source>
            <translation>All återkopplin&amp;g</translation>
        </message>
        <message>
            <source>answers missing</source>
            <translation>svar saknas</translation>
        </message>
    </context>
    <context>
        <name>PhraseEditor</name>
        <message>
            <source>Phrases: {typed}</source>
            <translation>Fraser: {typed}</translation>
        </message>
        <message>
            <source>{place} of {all}</source>
            <translation>{place} av {all}</translation>
        </message>
        <message>
            <source>Tab inserts</source>
            <translation>Tabb infogar</translation>
        </message>
    </context>
    <context>
        <name>PhraseForm</name>
        <message>
            <source>Short &amp;name</source>
            <translation>Kort&amp;namn</translation>
        </message>
        <message>
            <source>Letters and digits without spaces, typed after ;</source>
            <translation>Bokstäver och siffror utan mellanslag, skrivs efter ;</translation>
        </message>
        <message>
            <source>&amp;Text</source>
            <translation>&amp;Text</translation>
        </message>
        <message>
            <source>The program fills these in when the phrase is used; click to insert one.</source>
            <translation>De här fylls i av programmet när frasen används; klicka för att infoga.</translation>
        </message>
        <message>
            <source>&amp;Save the phrase</source>
            <translation>&amp;Spara frasen</translation>
        </message>
        <message>
            <source>&amp;Empty the form</source>
            <translation>Tö&amp;m formuläret</translation>
        </message>
        <message>
            <source>New phrase</source>
            <translation>Ny fras</translation>
        </message>
        <message>
            <source>Change ;{name}</source>
            <translation>Ändra ;{name}</translation>
        </message>
    </context>
    <context>
        <name>PhrasesPane</name>
        <message>
            <source>My phrases</source>
            <translation>Mina fraser</translation>
        </message>
        <message>
            <source>&amp;Back</source>
            <translation>&amp;Tillbaka</translation>
        </message>
        <message>
            <source>Type ; and the beginning of the name in the feedback, then Tab. Only you see your own phrases; the clinic's can be copied.</source>
            <translation>Skriv ; och början av kortnamnet i återkopplingen, sedan Tabb. Bara du ser dina egna fraser; klinikens kan du göra en egen av.</translation>
        </message>
        <message>
            <source>No phrase yet. Write the first one above.</source>
            <translation>Inga fraser än. Skriv den första här ovanför.</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Ändra</translation>
        </message>
        <message>
            <source>Change ;{name}</source>
            <translation>Ändra ;{name}</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Ta bort</translation>
        </message>
        <message>
            <source>Remove ;{name}</source>
            <translation>Ta bort ;{name}</translation>
        </message>
        <message>
            <source>The clinic's</source>
            <translation>Klinikens</translation>
        </message>
        <message>
            <source>Make my own</source>
            <translation>Gör en egen</translation>
        </message>
        <message>
            <source>Make my own of ;{name}</source>
            <translation>Gör en egen av ;{name}</translation>
        </message>
        <message>
            <source>The phrase ;{name} is saved.</source>
            <translation>Frasen ;{name} är sparad.</translation>
        </message>
        <message>
            <source>The phrase ;{name} is removed.</source>
            <translation>Frasen ;{name} är borttagen.</translation>
        </message>
    </context>
    <context>
        <name>ReportForm</name>
        <message>
            <source>&amp;Sent in on</source>
            <translation>Skickat d&amp;en</translation>
        </message>
        <message>
            <source>&amp;Homework</source>
            <translation>&amp;Hemuppgift</translation>
        </message>
        <message>
            <source>&amp;What it was</source>
            <translation>Vilken ö&amp;vning</translation>
        </message>
        <message>
            <source>The patient's own wor&amp;ds</source>
            <translation>Patientens egna &amp;ord</translation>
        </message>
        <message>
            <source>Agreed &amp;until next time</source>
            <translation>Överenskommet till &amp;nästa gång</translation>
        </message>
        <message>
            <source>One line for each point.</source>
            <translation>En rad för varje punkt.</translation>
        </message>
        <message>
            <source>&amp;Keep what was sent in</source>
            <translation>S&amp;para det inskickade</translation>
        </message>
        <message>
            <source>&amp;Fold</source>
            <translation>Fä&amp;ll ihop</translation>
        </message>
        <message>
            <source>Say whether the homework was done.</source>
            <translation>Ange om hemuppgiften är gjord.</translation>
        </message>
    </context>
    <context>
        <name>ScorePane</name>
        <message>
            <source>Total</source>
            <translation>Summapoäng</translation>
        </message>
        <message>
            <source>Flags</source>
            <translation>Flagga</translation>
        </message>
        <message>
            <source>Digit</source>
            <translation>Siffra</translation>
        </message>
        <message>
            <source>answers</source>
            <translation>svarar</translation>
        </message>
        <message>
            <source>Backspace</source>
            <translation>Backsteg</translation>
        </message>
        <message>
            <source>goes back</source>
            <translation>går tillbaka</translation>
        </message>
        <message>
            <source>Space</source>
            <translation>Blanksteg</translation>
        </message>
        <message>
            <source>skips, counts as missing</source>
            <translation>hoppar över, räknas som saknat</translation>
        </message>
        <message>
            <source>of {high} p</source>
            <translation>av {high} p</translation>
        </message>
        <message>
            <source>Guidance level: {word} ({low}–{high})</source>
            <translation>Vägledande nivå: {word} ({low}–{high})</translation>
        </message>
        <message>
            <source>Level: {word} ({low}–{high})</source>
            <translation>Nivå: {word} ({low}–{high})</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>ja</translation>
        </message>
        <message>
            <source>no</source>
            <translation>nej</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>okänt</translation>
        </message>
        <message>
            <source>The total</source>
            <translation>Summan</translation>
        </message>
        <message>
            <source>Item {number}</source>
            <translation>Fråga {number}</translation>
        </message>
        <message>
            <source>{what} has risen by {limit} or more</source>
            <translation>{what} har ökat med {limit} eller mer</translation>
        </message>
        <message>
            <source>{what} is {limit} or more</source>
            <translation>{what} är {limit} eller mer</translation>
        </message>
        <message>
            <source>{what} is above {limit}</source>
            <translation>{what} är över {limit}</translation>
        </message>
        <message>
            <source>{change} p since {day}.</source>
            <translation>{change} p sedan {day}.</translation>
        </message>
        <message>
            <source>Unchanged since {day}.</source>
            <translation>Oförändrad sedan {day}.</translation>
        </message>
        <message>
            <source>The first one of this form.</source>
            <translation>Det första av det här formuläret.</translation>
        </message>
        <message numerus="yes">
            <source>%n answer(s) missing.</source>
            <translation>
                <numerusform>%n svar saknas.</numerusform>
                <numerusform>%n svar saknas.</numerusform>
            </translation>
        </message>
        <message>
            <source>The total is prorated from the others.</source>
            <translation>Summan är uppräknad från de andra.</translation>
        </message>
        <message>
            <source>All answers are there.</source>
            <translation>Alla svar finns.</translation>
        </message>
        <message>
            <source>A higher total is better here.</source>
            <translation>Högre summa är bättre här.</translation>
        </message>
    </context>
    <context>
        <name>TreatmentWords</name>
        <message>
            <source>Acute</source>
            <translation>Akut</translation>
        </message>
        <message>
            <source>Hinders</source>
            <translation>Hindrar</translation>
        </message>
        <message>
            <source>Does not fit</source>
            <translation>Passar inte</translation>
        </message>
        <message>
            <source>Judge</source>
            <translation>Bedöm</translation>
        </message>
        <message>
            <source>Missing</source>
            <translation>Saknas</translation>
        </message>
        <message>
            <source>Observe</source>
            <translation>Obs</translation>
        </message>
        <message>
            <source>Fits</source>
            <translation>Passar</translation>
        </message>
        <message>
            <source>Target group</source>
            <translation>Målgrupp</translation>
        </message>
        <message>
            <source>Age</source>
            <translation>Ålder</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Tid</translation>
        </message>
        <message>
            <source>Medicines</source>
            <translation>Läkemedel</translation>
        </message>
        <message>
            <source>Measures</source>
            <translation>Mått</translation>
        </message>
        <message>
            <source>Competence</source>
            <translation>Behörighet</translation>
        </message>
        <message>
            <source>Completed as planned</source>
            <translation>Slutförd som planerat</translation>
        </message>
        <message>
            <source>Improved, needs no more</source>
            <translation>Förbättrad, behöver inte mer</translation>
        </message>
        <message>
            <source>No time</source>
            <translation>Hann inte</translation>
        </message>
        <message>
            <source>Technology</source>
            <translation>Tekniken</translation>
        </message>
        <message>
            <source>Worse</source>
            <translation>Försämrad</translation>
        </message>
        <message>
            <source>Other care</source>
            <translation>Annan vård</translation>
        </message>
        <message>
            <source>Inactive</source>
            <translation>Inaktiv</translation>
        </message>
        <message>
            <source>Other reason</source>
            <translation>Annat skäl</translation>
        </message>
        <message>
            <source>The plan has an unusual length: programs take 6 to 9 weeks.</source>
            <translation>Planen har en ovanlig längd: program tar 6–9 veckor.</translation>
        </message>
        <message>
            <source>The number of sections is unusual: programs have 7 to 10.</source>
            <translation>Antalet avsnitt är ovanligt: program har 7–10.</translation>
        </message>
        <message>
            <source>The plan is longer than 9 weeks. Say in the decision why the patient needs the time.</source>
            <translation>Planen är längre än 9 veckor. Skriv i motiveringen varför patienten behöver tiden.</translation>
        </message>
        <message>
            <source>Choose a program</source>
            <translation>Välj ett program</translation>
        </message>
        <message>
            <source>Choose a clinician</source>
            <translation>Välj en behandlare</translation>
        </message>
        <message>
            <source>Write the start date</source>
            <translation>Skriv startdatum</translation>
        </message>
        <message>
            <source>Write the number of sections</source>
            <translation>Skriv antalet avsnitt</translation>
        </message>
        <message>
            <source>The patient's agreement is missing</source>
            <translation>Patientens överenskommelse saknas</translation>
        </message>
        <message>
            <source>Write when the patient agreed</source>
            <translation>Skriv när patienten var överens</translation>
        </message>
        <message>
            <source>Write why the program is chosen all the same</source>
            <translation>Skriv varför programmet väljs ändå</translation>
        </message>
        <message>
            <source>Write the feedback first</source>
            <translation>Skriv återkopplingen först</translation>
        </message>
        <message>
            <source>Write the reason</source>
            <translation>Skriv orsaken</translation>
        </message>
        <message>
            <source>Write the result</source>
            <translation>Skriv resultatet</translation>
        </message>
        <message>
            <source>Choose why the treatment ends</source>
            <translation>Välj varför behandlingen avslutas</translation>
        </message>
        <message>
            <source>Write the end date</source>
            <translation>Skriv slutdatum</translation>
        </message>
        <message>
            <source>Correct the follow-up date</source>
            <translation>Rätta uppföljningsdatumet</translation>
        </message>
        <message>
            <source>No answer is entered yet</source>
            <translation>Inget svar är inmatat ännu</translation>
        </message>
        <message>
            <source>Write the date of the form</source>
            <translation>Skriv datumet på formuläret</translation>
        </message>
        <message>
            <source>Choose a questionnaire</source>
            <translation>Välj ett formulär</translation>
        </message>
        <message>
            <source>Write minutes from 0 to 600</source>
            <translation>Skriv minuter från 0 till 600</translation>
        </message>
        <message>
            <source>Write what was wrong</source>
            <translation>Skriv vad som var fel</translation>
        </message>
        <message>
            <source>Open the assessment</source>
            <translation>Öppna bedömningen</translation>
        </message>
        <message>
            <source>Open the risk case</source>
            <translation>Öppna riskärendet</translation>
        </message>
        <message>
            <source>Open the patient</source>
            <translation>Öppna patienten</translation>
        </message>
        <message>
            <source>There is no assessment visit yet.</source>
            <translation>Inget bedömningssamtal är registrerat.</translation>
        </message>
        <message>
            <source>Record the visit in the assessment, decide and sign. Then assign.</source>
            <translation>Registrera samtalet i bedömningen, besluta och signera. Tilldela sedan.</translation>
        </message>
        <message>
            <source>The visit names no clinician.</source>
            <translation>Bedömningssamtalet saknar behandlare.</translation>
        </message>
        <message>
            <source>Say in the assessment who met the patient.</source>
            <translation>Ange i bedömningen vem som träffade patienten.</translation>
        </message>
        <message>
            <source>There is no signed decision yet.</source>
            <translation>Inget beslut är signerat.</translation>
        </message>
        <message>
            <source>Finish the assessment and sign the decision. Then assign.</source>
            <translation>Gör klart bedömningen och signera beslutet. Tilldela sedan.</translation>
        </message>
        <message>
            <source>The decision is dated before the visit.</source>
            <translation>Beslutet är daterat före samtalet.</translation>
        </message>
        <message>
            <source>Make a new assessment: decide on or after the day of the visit.</source>
            <translation>Gör en ny bedömning: besluta samma dag som samtalet eller senare.</translation>
        </message>
        <message>
            <source>The decision was not to start treatment.</source>
            <translation>Beslutet var att inte starta behandling.</translation>
        </message>
        <message>
            <source>Make a new assessment if something has changed.</source>
            <translation>Gör en ny bedömning om något har ändrats.</translation>
        </message>
        <message>
            <source>There is an open risk.</source>
            <translation>Det finns en öppen risk.</translation>
        </message>
        <message>
            <source>Assess it and sign the assessment first. What you wrote is kept.</source>
            <translation>Bedöm den och signera bedömningen först. Det du skrivit är sparat.</translation>
        </message>
        <message>
            <source>The last risk assessment was acute.</source>
            <translation>Den senaste riskbedömningen var akut.</translation>
        </message>
        <message>
            <source>No program is started. A new assessment must say otherwise first.</source>
            <translation>Inget program startas. En ny bedömning måste först säga något annat.</translation>
        </message>
        <message>
            <source>The clinic does not treat those registered in the patient's region.</source>
            <translation>Mottagningen behandlar inte den som är skriven i patientens region.</translation>
        </message>
        <message>
            <source>Refer to the home region's care, or correct the region.</source>
            <translation>Hänvisa till hemregionens vård, eller rätta regionen.</translation>
        </message>
        <message>
            <source>The start lies before the decision.</source>
            <translation>Starten ligger före beslutet.</translation>
        </message>
        <message>
            <source>Choose the day of the decision or a later one.</source>
            <translation>Välj beslutets dag eller en senare.</translation>
        </message>
        <message>
            <source>The patient has not agreed to the program yet.</source>
            <translation>Patienten är inte överens om programmet ännu.</translation>
        </message>
        <message>
            <source>Tick the agreement and write its date.</source>
            <translation>Kryssa i överenskommelsen och skriv datum.</translation>
        </message>
        <message>
            <source>Something hinders this program.</source>
            <translation>Något hindrar det här programmet.</translation>
        </message>
        <message>
            <source>Choose another program. To go against the rule, take a new decision for this program with your reason and a colleague's signature.</source>
            <translation>Välj ett annat program. För att gå emot regeln tar du ett nytt beslut för det här programmet, med din motivering och en kollegas signatur.</translation>
        </message>
        <message>
            <source>The clinician lacks basic CBT training.</source>
            <translation>Behandlaren saknar grundläggande KBT-utbildning.</translation>
        </message>
        <message>
            <source>Choose another clinician, or record the training.</source>
            <translation>Välj en annan behandlare, eller registrera utbildningen.</translation>
        </message>
        <message>
            <source>That person does not treat patients now.</source>
            <translation>Personen behandlar inte patienter nu.</translation>
        </message>
        <message>
            <source>Choose another clinician.</source>
            <translation>Välj en annan behandlare.</translation>
        </message>
        <message>
            <source>The patient has a program already.</source>
            <translation>Patienten har redan ett program.</translation>
        </message>
        <message>
            <source>End or void it before another one is assigned.</source>
            <translation>Avsluta eller makulera det innan ett annat tilldelas.</translation>
        </message>
        <message>
            <source>The treatment is paused.</source>
            <translation>Behandlingen är pausad.</translation>
        </message>
        <message>
            <source>Resume it on the patient's page. Your text is kept.</source>
            <translation>Återuppta den på patientens sida. Din text är sparad.</translation>
        </message>
        <message>
            <source>The treatment is ended.</source>
            <translation>Behandlingen är avslutad.</translation>
        </message>
        <message>
            <source>It can be read but not written in any more.</source>
            <translation>Den går att läsa men inte att skriva i.</translation>
        </message>
        <message>
            <source>The assignment is voided.</source>
            <translation>Tilldelningen är makulerad.</translation>
        </message>
        <message>
            <source>The treatment has not started.</source>
            <translation>Behandlingen har inte startat.</translation>
        </message>
        <message>
            <source>Feedback can be given from its first day.</source>
            <translation>Återkoppling kan ges från första dagen.</translation>
        </message>
        <message>
            <source>It is too late to undo.</source>
            <translation>Det är för sent att ångra.</translation>
        </message>
        <message>
            <source>Void the assignment with a reason on the patient's page.</source>
            <translation>Makulera tilldelningen med orsak på patientens sida.</translation>
        </message>
        <message>
            <source>The referral does not wait for a program.</source>
            <translation>Remissen väntar inte på ett program.</translation>
        </message>
        <message>
            <source>Open the referral to see where it stands.</source>
            <translation>Öppna patienten och se var remissen är.</translation>
        </message>
        <message>
            <source>That form is already entered for the day. Correct it instead, or change the date.</source>
            <translation>Formuläret är redan inmatat för dagen. Rätta det i stället, eller ändra datum.</translation>
        </message>
        <message>
            <source>The date lies before the patient's birth. Check the year.</source>
            <translation>Datumet ligger före patientens födelse. Kontrollera året.</translation>
        </message>
        <message>
            <source>The end lies between the last contact and today.</source>
            <translation>Slutet ska ligga mellan den sista kontakten och idag.</translation>
        </message>
        <message>
            <source>The follow-up comes after the end. Choose a later date.</source>
            <translation>Uppföljningen kommer efter slutet. Välj ett senare datum.</translation>
        </message>
        <message>
            <source>The date lies ahead. Check the year.</source>
            <translation>Datumet ligger framåt i tiden. Kontrollera året.</translation>
        </message>
        <message>
            <source>Write minutes from 0 to 600.</source>
            <translation>Skriv minuter från 0 till 600.</translation>
        </message>
        <message>
            <source>wk {number}</source>
            <translation>v. {number}</translation>
        </message>
    </context>
    <context>
        <name>WeekStrip</name>
        <message>
            <source>Section {number}</source>
            <translation>Avsnitt {number}</translation>
        </message>
        <message>
            <source>reply {day}, holiday</source>
            <translation>svar {day}, röd dag</translation>
        </message>
        <message>
            <source>reply {day}, end</source>
            <translation>svar {day}, avslut</translation>
        </message>
        <message>
            <source>reply {day}</source>
            <translation>svar {day}</translation>
        </message>
    </context>
</TS>
