<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv" sourcelanguage="en">
    <context>
        <name>TaskPane</name>
        <message>
            <source>choose</source>
            <translation>välj</translation>
        </message>
        <message>
            <source>do it</source>
            <translation>öppna</translation>
        </message>
        <message>
            <source>Space</source>
            <translation>Blanksteg</translation>
        </message>
        <message>
            <source>details</source>
            <translation>detaljer</translation>
        </message>
        <message>
            <source>&amp;Open patient</source>
            <translation>Öppna &amp;patient</translation>
        </message>
        <message>
            <source>O&amp;pen the outbox</source>
            <translation>Öppna &amp;utkorgen</translation>
        </message>
        <message>
            <source>&amp;Crisis</source>
            <translation>Kr&amp;is</translation>
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
            <source>Protected identity</source>
            <translation>Skyddade personuppgifter</translation>
        </message>
        <message>
            <source>Due</source>
            <translation>Förfaller</translation>
        </message>
        <message>
            <source>Owner</source>
            <translation>Ansvarig</translation>
        </message>
        <message>
            <source>nobody yet</source>
            <translation>ingen än</translation>
        </message>
        <message>
            <source>Mark as &amp;sent</source>
            <translation>Markera som &amp;skickad</translation>
        </message>
        <message>
            <source>Reply is &amp;sent</source>
            <translation>&amp;Svar skickat</translation>
        </message>
    </context>
    <context>
        <name>TaskSteps</name>
        <message>
            <source>&amp;Follow up</source>
            <translation>&amp;Följ upp</translation>
        </message>
        <message>
            <source>&amp;Note the contact</source>
            <translation>&amp;Notera kontakten</translation>
        </message>
        <message>
            <source>Write &amp;feedback</source>
            <translation>Skriv åter&amp;koppling</translation>
        </message>
        <message>
            <source>Enter &amp;measure</source>
            <translation>Mata in &amp;mätning</translation>
        </message>
        <message>
            <source>&amp;Continue assessment</source>
            <translation>&amp;Fortsätt bedömning</translation>
        </message>
        <message>
            <source>&amp;Answer it</source>
            <translation>&amp;Besvara det</translation>
        </message>
        <message>
            <source>Open the &amp;referral</source>
            <translation>Öppna &amp;remissen</translation>
        </message>
        <message>
            <source>&amp;Assign program</source>
            <translation>&amp;Tilldela program</translation>
        </message>
        <message>
            <source>&amp;Mark as filed</source>
            <translation>&amp;Markera som införd</translation>
        </message>
        <message>
            <source>Open &amp;feedback</source>
            <translation>Öppna åter&amp;koppling</translation>
        </message>
        <message>
            <source>Write &amp;summary</source>
            <translation>Skriv &amp;sammanfattning</translation>
        </message>
        <message>
            <source>Choose an &amp;action</source>
            <translation>Välj en &amp;åtgärd</translation>
        </message>
        <message>
            <source>&amp;Tell what came of it</source>
            <translation>&amp;Berätta hur det gick</translation>
        </message>
        <message>
            <source>Take the &amp;step</source>
            <translation>Ta &amp;steget</translation>
        </message>
        <message>
            <source>Go through the &amp;log</source>
            <translation>Gå igenom &amp;loggen</translation>
        </message>
        <message>
            <source>Enter &amp;follow-up</source>
            <translation>Mata in upp&amp;följning</translation>
        </message>
        <message>
            <source>&amp;Begin assessment</source>
            <translation>Påb&amp;örja bedömning</translation>
        </message>
    </context>
    <context>
        <name>TaskWords</name>
        <message>
            <source>Treatment summary</source>
            <translation>Behandlingssammanfattning</translation>
        </message>
        <message>
            <source>Record text</source>
            <translation>Journaltext</translation>
        </message>
        <message>
            <source>Letter to the patient</source>
            <translation>Brev till patienten</translation>
        </message>
        <message>
            <source>Reply to the referrer</source>
            <translation>Svar till remittenten</translation>
        </message>
        <message>
            <source>Confirmation of the referral</source>
            <translation>Remissbekräftelse</translation>
        </message>
        <message>
            <source>Safety plan</source>
            <translation>Säkerhetsplan</translation>
        </message>
        <message>
            <source>In-depth assessment</source>
            <translation>Fördjupad bedömning</translation>
        </message>
        <message>
            <source>Decision as it was taken</source>
            <translation>Beslut som det togs</translation>
        </message>
        <message>
            <source>Time is booked</source>
            <translation>Tid bokad</translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) late</source>
            <translation>
                <numerusform>%n dag sen</numerusform>
                <numerusform>%n dagar sen</numerusform>
            </translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Idag</translation>
        </message>
        <message numerus="yes">
            <source>In %n day(s)</source>
            <translation>
                <numerusform>Om %n dag</numerusform>
                <numerusform>Om %n dagar</numerusform>
            </translation>
        </message>
        <message>
            <source>The time stands in the record</source>
            <translation>Tiden står i journalen</translation>
        </message>
        <message>
            <source>{program}, week {week}</source>
            <translation>{program}, vecka {week}</translation>
        </message>
        <message>
            <source>It should have been done {day}.</source>
            <translation>Det skulle ha varit klart {day}.</translation>
        </message>
        <message>
            <source>It falls due today.</source>
            <translation>Det går ut idag.</translation>
        </message>
        <message>
            <source>It falls due {day}.</source>
            <translation>Det går ut {day}.</translation>
        </message>
        <message numerus="yes">
            <source>%n attempt(s) to reach</source>
            <translation>
                <numerusform>%n kontaktförsök</numerusform>
                <numerusform>%n kontaktförsök</numerusform>
            </translation>
        </message>
        <message>
            <source>nobody has tried yet</source>
            <translation>ingen har försökt än</translation>
        </message>
        <message>
            <source>Noted {time}</source>
            <translation>Noterat {time}</translation>
        </message>
        <message>
            <source>Needs contact today</source>
            <translation>Behöver kontakt idag</translation>
        </message>
        <message>
            <source>Contact the patient by {deadline}. It stays here until it is assessed and signed.</source>
            <translation>Kontakta patienten senast {deadline}. Det står kvar här tills bedömningen är signerad.</translation>
        </message>
        <message>
            <source>To follow up today</source>
            <translation>Att följa upp idag</translation>
        </message>
        <message>
            <source>Follow up by {deadline}. It stays here until it is assessed and signed.</source>
            <translation>Följ upp senast {deadline}. Det står kvar här tills det är bedömt och signerat.</translation>
        </message>
        <message>
            <source>Noted</source>
            <translation>Noterat</translation>
        </message>
        <message>
            <source>Attempts</source>
            <translation>Försök</translation>
        </message>
        <message>
            <source>Agreed contact</source>
            <translation>Avtalad kontakt</translation>
        </message>
        <message>
            <source>The contact was promised when the last case was closed.</source>
            <translation>Kontakten lovades när det senaste ärendet stängdes.</translation>
        </message>
        <message>
            <source>Agreed</source>
            <translation>Avtalad</translation>
        </message>
        <message>
            <source>Feedback is given every seventh day.</source>
            <translation>Återkoppling ges var sjunde dag.</translation>
        </message>
        <message>
            <source>The week was reported {day}</source>
            <translation>Veckan rapporterades {day}</translation>
        </message>
        <message>
            <source>Changed {when}</source>
            <translation>Ändrat {when}</translation>
        </message>
        <message>
            <source>Draft</source>
            <translation>Utkast</translation>
        </message>
        <message>
            <source>draft begun</source>
            <translation>utkast påbörjat</translation>
        </message>
        <message>
            <source>Then</source>
            <translation>Nästa steg</translation>
        </message>
        <message>
            <source>Signing opens the next section</source>
            <translation>Signering öppnar nästa avsnitt</translation>
        </message>
        <message>
            <source>Write feedback, week {week}</source>
            <translation>Skriv återkoppling, vecka {week}</translation>
        </message>
        <message>
            <source>{form} was expected {day}</source>
            <translation>{form} skulle ha kommit {day}</translation>
        </message>
        <message>
            <source>Missing measure, week {week}</source>
            <translation>Saknad mätning, vecka {week}</translation>
        </message>
        <message>
            <source>{reason}. Enter it, or ask the patient for it.</source>
            <translation>{reason}. Mata in det, eller be patienten om det.</translation>
        </message>
        <message>
            <source>Form</source>
            <translation>Formulär</translation>
        </message>
        <message>
            <source>Begun, last changed {when}</source>
            <translation>Påbörjad, senast ändrad {when}</translation>
        </message>
        <message>
            <source>The assessment is not signed. Everything typed is kept.</source>
            <translation>Bedömningen är inte signerad. Allt som skrivits är sparat.</translation>
        </message>
        <message>
            <source>Last changed</source>
            <translation>Senast ändrad</translation>
        </message>
        <message numerus="yes">
            <source>%n answer(s) to find out</source>
            <translation>
                <numerusform>%n svar att ta reda på</numerusform>
                <numerusform>%n svar att ta reda på</numerusform>
            </translation>
        </message>
        <message>
            <source>Unclear</source>
            <translation>Oklart</translation>
        </message>
        <message>
            <source>Finish the assessment</source>
            <translation>Slutför bedömningen</translation>
        </message>
        <message>
            <source>Somebody answered Unclear. Find it out and answer the question.</source>
            <translation>Någon svarade Oklart. Ta reda på det och besvara frågan.</translation>
        </message>
        <message>
            <source>Find out what is unclear</source>
            <translation>Ta reda på det som är oklart</translation>
        </message>
        <message>
            <source>Answer the referrer</source>
            <translation>Svara remittenten</translation>
        </message>
        <message>
            <source>{referrer}, referral {day}</source>
            <translation>{referrer}, remiss {day}</translation>
        </message>
        <message>
            <source>The decision is made and the referrer waits for the reply.</source>
            <translation>Beslutet är taget och remittenten väntar på svar.</translation>
        </message>
        <message>
            <source>Referrer</source>
            <translation>Remittent</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>Inkom</translation>
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
            <source>The referral is: {state}.</source>
            <translation>Remissen är: {state}.</translation>
        </message>
        <message>
            <source>Visit</source>
            <translation>Besök</translation>
        </message>
        <message>
            <source>The assessment is done and the patient waits for a program.</source>
            <translation>Bedömningen är klar och patienten väntar på ett program.</translation>
        </message>
        <message>
            <source>{document}, version {version}</source>
            <translation>{document}, version {version}</translation>
        </message>
        <message>
            <source>The document is made and not yet in the journal.</source>
            <translation>Dokumentet är skapat men ännu inte infört i journalen.</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>Dokument</translation>
        </message>
        <message>
            <source>File the PDF in the journal</source>
            <translation>För in PDF i journalen</translation>
        </message>
        <message>
            <source>Signed {day}, not marked as sent</source>
            <translation>Signerad {day}, inte markerad som skickad</translation>
        </message>
        <message>
            <source>The text is signed. Copy it at the feedback desk, paste it into Stöd och behandling and tick it as sent.</source>
            <translation>Texten är signerad. Kopiera den på återkopplingsbordet, klistra in den i Stöd och behandling och markera den som skickad.</translation>
        </message>
        <message>
            <source>Send the signed feedback</source>
            <translation>Skicka signerad återkoppling</translation>
        </message>
        <message>
            <source>Every section has its feedback; the treatment is still open.</source>
            <translation>Alla avsnitt har fått återkoppling. Behandlingen är fortfarande öppen.</translation>
        </message>
        <message>
            <source>End the treatment and sum it up</source>
            <translation>Avsluta behandlingen och sammanfatta</translation>
        </message>
        <message>
            <source>The treatment has ended and has no signed summary.</source>
            <translation>Behandlingen är avslutad och saknar signerad sammanfattning.</translation>
        </message>
        <message>
            <source>Write the treatment summary</source>
            <translation>Skriv behandlingssammanfattning</translation>
        </message>
        <message>
            <source>{program}, paused until {day}</source>
            <translation>{program}, pausad till {day}</translation>
        </message>
        <message>
            <source>The pause is over. End it or set another day.</source>
            <translation>Pausen har gått ut. Avsluta den eller sätt en ny dag.</translation>
        </message>
        <message>
            <source>End the pause</source>
            <translation>Avsluta pausen</translation>
        </message>
        <message>
            <source>A follow-up was planned when the treatment ended.</source>
            <translation>En uppföljning bestämdes när behandlingen avslutades.</translation>
        </message>
        <message>
            <source>Follow up the treatment</source>
            <translation>Följ upp behandlingen</translation>
        </message>
        <message>
            <source>The course check of week {week} found the course below what was expected. It stays here until one action is chosen.</source>
            <translation>Kurskontrollen vecka {week} fann förloppet under förväntan. Det står kvar här tills en åtgärd är vald.</translation>
        </message>
        <message>
            <source>Course check, week {week}</source>
            <translation>Kurskontroll vecka {week}</translation>
        </message>
        <message>
            <source>Below expectation</source>
            <translation>Under förväntan</translation>
        </message>
        <message>
            <source>A measure is worse than before. It stays here until one action is chosen.</source>
            <translation>Ett mått är sämre än förut. Det står kvar här tills en åtgärd är vald.</translation>
        </message>
        <message>
            <source>A measure is worse</source>
            <translation>Ett mått är sämre</translation>
        </message>
        <message>
            <source>Look at the course</source>
            <translation>Se över förloppet</translation>
        </message>
        <message>
            <source>phone call</source>
            <translation>samtal</translation>
        </message>
        <message>
            <source>simpler plan</source>
            <translation>förenklad plan</translation>
        </message>
        <message>
            <source>change of program</source>
            <translation>byte av program</translation>
        </message>
        <message>
            <source>meeting</source>
            <translation>möte</translation>
        </message>
        <message>
            <source>An action was chosen at the course check: {action}.</source>
            <translation>Vid kurskontrollen valdes en åtgärd: {action}.</translation>
        </message>
        <message>
            <source>Action: {action}</source>
            <translation>Åtgärd: {action}</translation>
        </message>
        <message>
            <source>Tell what became of the action</source>
            <translation>Berätta vad åtgärden ledde till</translation>
        </message>
        <message>
            <source>Remind the patient</source>
            <translation>Påminn patienten</translation>
        </message>
        <message>
            <source>Call the patient</source>
            <translation>Ring patienten</translation>
        </message>
        <message>
            <source>Write to the patient</source>
            <translation>Skriv brev till patienten</translation>
        </message>
        <message>
            <source>Decide whether to end</source>
            <translation>Ta ställning till avslut</translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) without a sign</source>
            <translation>
                <numerusform>%n dag utan kontakt</numerusform>
                <numerusform>%n dagar utan kontakt</numerusform>
            </translation>
        </message>
        <message>
            <source>The patient has not been heard of. The text is ready; tell what came of it.</source>
            <translation>Patienten har inte hörts av. Texten är klar; berätta vad som hände.</translation>
        </message>
        <message>
            <source>The ladder has come to its end. A clinician decides; answers about risk come first.</source>
            <translation>Trappan är slut. En behandlare avgör; svaren om suicidrisk kommer först.</translation>
        </message>
        <message>
            <source>Silent</source>
            <translation>Tyst</translation>
        </message>
        <message>
            <source>Rows of the month are drawn and judged one by one; the head of unit or an administrator signs. Nobody judges their own readings.</source>
            <translation>Rader ur månaden dras och bedöms en och en; verksamhetschefen eller en administratör signerar. Ingen bedömer sin egen läsning.</translation>
        </message>
        <message>
            <source>Check of the access log</source>
            <translation>Loggkontroll</translation>
        </message>
        <message>
            <source>Month</source>
            <translation>Månad</translation>
        </message>
    </context>
    <context>
        <name>WorklistPage</name>
        <message>
            <source>To do</source>
            <translation>Att göra</translation>
        </message>
        <message>
            <source>Refresh (F5)</source>
            <translation>Uppdatera (F5)</translation>
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
            <source>Other things may still wait.</source>
            <translation>Annat kan fortfarande vänta.</translation>
        </message>
        <message>
            <source>&amp;Open</source>
            <translation>&amp;Öppna</translation>
        </message>
        <message>
            <source>Details: Space</source>
            <translation>Detaljer: Blanksteg</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Alla</translation>
        </message>
        <message>
            <source>Mine</source>
            <translation>Mina</translation>
        </message>
        <message>
            <source>Late</source>
            <translation>Försenat</translation>
        </message>
        <message>
            <source>Feedback</source>
            <translation>Återkoppling</translation>
        </message>
        <message>
            <source>Unsigned</source>
            <translation>Osignerat</translation>
        </message>
        <message>
            <source>To file</source>
            <translation>Att föra in</translation>
        </message>
        <message>
            <source>Due</source>
            <translation>Förfaller</translation>
        </message>
        <message>
            <source>Patient, to do</source>
            <translation>Patient, att göra</translation>
        </message>
        <message>
            <source>Patient</source>
            <translation>Patient</translation>
        </message>
        <message>
            <source>Owner</source>
            <translation>Ansvarig</translation>
        </message>
        <message>
            <source>{day}, week {week}  ·  computed {time} from the whole clinic</source>
            <translation>{day}, v. {week}  ·  beräknat {time} ur hela kliniken</translation>
        </message>
        <message>
            <source>Everything is done for today.</source>
            <translation>Allt är gjort för idag.</translation>
        </message>
        <message>
            <source>What comes up is listed here.</source>
            <translation>Det som behöver göras visas här.</translation>
        </message>
        <message>
            <source>Next thing: {day}.</source>
            <translation>Nästa sak: {day}.</translation>
        </message>
        <message>
            <source>LATE AND TODAY</source>
            <translation>FÖRSENAT OCH IDAG</translation>
        </message>
        <message>
            <source>THIS WEEK</source>
            <translation>DEN HÄR VECKAN</translation>
        </message>
        <message>
            <source>LATER</source>
            <translation>SENARE</translation>
        </message>
        <message>
            <source>Filter: {choice} {count}</source>
            <translation>Filter: {choice} {count}</translation>
        </message>
        <message>
            <source>Everything is done for today</source>
            <translation>Allt är gjort för idag</translation>
        </message>
        <message>
            <source>The document is marked as filed in the journal.</source>
            <translation>Dokumentet är markerat som infört i journalen.</translation>
        </message>
        <message>
            <source>The text is marked as sent.</source>
            <translation>Texten är markerad som skickad.</translation>
        </message>
        <message>
            <source>The reply is noted as sent.</source>
            <translation>Svaret är markerat som skickat.</translation>
        </message>
        <message>
            <source>Choose a task</source>
            <translation>Välj uppgift</translation>
        </message>
        <message>
            <source>Do the task</source>
            <translation>Gör uppgiften</translation>
        </message>
        <message>
            <source>Space</source>
            <translation>Blanksteg</translation>
        </message>
        <message>
            <source>Show the details</source>
            <translation>Visa detaljer</translation>
        </message>
        <message>
            <source>Crisis numbers of the patient</source>
            <translation>Krisuppgifter för patienten</translation>
        </message>
        <message>
            <source>Back to the list</source>
            <translation>Tillbaka till listan</translation>
        </message>
    </context>
</TS>
