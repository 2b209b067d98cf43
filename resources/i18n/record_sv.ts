<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv" sourcelanguage="en">
    <context>
        <name>AccessCard</name>
        <message>
            <source>Protection and blocks</source>
            <translation>Skydd och spärrar</translation>
        </message>
        <message>
            <source>Bloc&amp;k the record</source>
            <translation>Spärra &amp;journalen</translation>
        </message>
        <message>
            <source>Change p&amp;rotection</source>
            <translation>Ändra sk&amp;ydd</translation>
        </message>
        <message>
            <source>Move to another &amp;unit</source>
            <translation>Flytta till en annan &amp;enhet</translation>
        </message>
        <message>
            <source>Cared for at {unit}</source>
            <translation>Vårdas vid {unit}</translation>
        </message>
        <message>
            <source>everybody at other units</source>
            <translation>alla vid andra enheter</translation>
        </message>
        <message>
            <source>Blocked for {who}</source>
            <translation>Spärrad för {who}</translation>
        </message>
        <message>
            <source>{day}, {name}: {words}</source>
            <translation>{day}, {name}: {words}</translation>
        </message>
        <message>
            <source>Lifted {day} by {name}: {words}</source>
            <translation>Hävd {day} av {name}: {words}</translation>
        </message>
        <message>
            <source>Lift the block</source>
            <translation>Häv spärren</translation>
        </message>
    </context>
    <context>
        <name>AccessWords</name>
        <message>
            <source>No protection</source>
            <translation>Inget skydd</translation>
        </message>
        <message>
            <source>Secrecy mark</source>
            <translation>Sekretessmarkering</translation>
        </message>
        <message>
            <source>Protected population registration</source>
            <translation>Skyddad folkbokföring</translation>
        </message>
        <message>
            <source>Name and number stand in the lists.</source>
            <translation>Namn och nummer står i listorna.</translation>
        </message>
        <message>
            <source>A warning from the tax agency: try each time whether anything is given out. Lists show initials, letters show no address.</source>
            <translation>En varning från Skatteverket: pröva varje gång om något lämnas ut. Listor visar initialer, brev visar ingen adress.</translation>
        </message>
        <message>
            <source>The true address is in no register and is not kept here. Letters go by the tax agency.</source>
            <translation>Den verkliga adressen finns inte i något register och sparas inte här. Brev går via Skatteverket.</translation>
        </message>
    </context>
    <context>
        <name>ActForm</name>
        <message>
            <source>&amp;Cancel</source>
            <translation>&amp;Avbryt</translation>
        </message>
        <message>
            <source>Not saved. What you wrote is still here.</source>
            <translation>Inte sparat. Det du skrev finns kvar här.</translation>
        </message>
        <message>
            <source>Not saved yet.</source>
            <translation>Inte sparat än.</translation>
        </message>
    </context>
    <context>
        <name>BlockForm</name>
        <message>
            <source>Block the record</source>
            <translation>Spärra journalen</translation>
        </message>
        <message>
            <source>Who asks for it</source>
            <translation>Vem som begär det</translation>
        </message>
        <message>
            <source>The patient</source>
            <translation>Patienten</translation>
        </message>
        <message>
            <source>A guardian</source>
            <translation>En vårdnadshavare</translation>
        </message>
        <message>
            <source>For whom it is blocked</source>
            <translation>För vem den spärras</translation>
        </message>
        <message>
            <source>Choose</source>
            <translation>Välj</translation>
        </message>
        <message>
            <source>Between units the law gives the right; for one person it is the clinic's own way of limiting who may read.</source>
            <translation>Mellan enheter ger lagen rätten; för en enskild person är det klinikens eget sätt att begränsa vem som får läsa.</translation>
        </message>
        <message>
            <source>What the patient has said</source>
            <translation>Vad patienten har sagt</translation>
        </message>
        <message>
            <source>Block now</source>
            <translation>Spärra nu</translation>
        </message>
        <message>
            <source>The other unit: {name}</source>
            <translation>Den andra enheten: {name}</translation>
        </message>
        <message>
            <source>The other units: {names}</source>
            <translation>De andra enheterna: {names}</translation>
        </message>
        <message>
            <source>The record is blocked.</source>
            <translation>Journalen är spärrad.</translation>
        </message>
    </context>
    <context>
        <name>BreakOffForm</name>
        <message>
            <source>Break off the assessment</source>
            <translation>Avbryt bedömningen</translation>
        </message>
        <message>
            <source>Nothing is decided. What was answered in questionnaires stays among the measures, and an open risk stays open.</source>
            <translation>Inget beslutas. Svaren i formulär finns kvar bland mätningarna, och en öppen risk förblir öppen.</translation>
        </message>
        <message>
            <source>&amp;Break off</source>
            <translation>Avbryt &amp;bedömningen</translation>
        </message>
        <message>
            <source>&amp;Keep the assessment</source>
            <translation>&amp;Behåll bedömningen</translation>
        </message>
        <message>
            <source>The assessment is broken off.</source>
            <translation>Bedömningen är avbruten.</translation>
        </message>
    </context>
    <context>
        <name>CheckForm</name>
        <message>
            <source>Reason</source>
            <translation>Skäl</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Anteckning</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>Ja</translation>
        </message>
        <message>
            <source>No</source>
            <translation>Nej</translation>
        </message>
        <message>
            <source>Choose one action</source>
            <translation>Välj en åtgärd</translation>
        </message>
        <message>
            <source>Action</source>
            <translation>Åtgärd</translation>
        </message>
        <message>
            <source>Look at it again</source>
            <translation>Se över igen</translation>
        </message>
        <message>
            <source>&amp;Sign the action</source>
            <translation>&amp;Signera åtgärden</translation>
        </message>
        <message>
            <source>The action is signed and stands in the treatment summary.</source>
            <translation>Åtgärden är signerad och står i behandlingssammanfattningen.</translation>
        </message>
    </context>
    <context>
        <name>ConsentForm</name>
        <message>
            <source>What {name} says</source>
            <translation>Vad {name} säger</translation>
        </message>
        <message>
            <source>It cannot be changed afterwards; a new word is a new line.</source>
            <translation>Det går inte att ändra efteråt; ett nytt besked blir en ny rad.</translation>
        </message>
        <message>
            <source>About the treatment</source>
            <translation>Om behandlingen</translation>
        </message>
        <message>
            <source>How it was said</source>
            <translation>Hur det sades</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Datum</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Anteckning</translation>
        </message>
        <message>
            <source>Save consent</source>
            <translation>Spara samtycket</translation>
        </message>
        <message>
            <source>It is noted what {name} says.</source>
            <translation>Beskedet är antecknat: {name}.</translation>
        </message>
    </context>
    <context>
        <name>ContactCard</name>
        <message>
            <source>Contact ways</source>
            <translation>Kontaktuppgifter</translation>
        </message>
        <message>
            <source>Ed&amp;it</source>
            <translation>&amp;Redigera</translation>
        </message>
        <message>
            <source>&amp;Show</source>
            <translation>&amp;Visa</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Spara</translation>
        </message>
        <message>
            <source>&amp;Cancel</source>
            <translation>&amp;Avbryt</translation>
        </message>
        <message>
            <source>Take &amp;theirs</source>
            <translation>&amp;Ta den andras</translation>
        </message>
        <message>
            <source>&amp;Keep mine</source>
            <translation>&amp;Behåll mina</translation>
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
            <source>City</source>
            <translation>Ort</translation>
        </message>
        <message>
            <source>Region of registration</source>
            <translation>Folkbokföringsregion</translation>
        </message>
        <message>
            <source>Next of kin</source>
            <translation>Närstående</translation>
        </message>
        <message>
            <source>Phone of next of kin</source>
            <translation>Närståendes telefon</translation>
        </message>
        <message>
            <source>Protected identity</source>
            <translation>Skyddade personuppgifter</translation>
        </message>
        <message>
            <source>not given</source>
            <translation>inte angivet</translation>
        </message>
        <message>
            <source>the clinic does not treat those registered there (REG-1)</source>
            <translation>mottagningen behandlar inte den som är skriven där (REG-1)</translation>
        </message>
        <message>
            <source>Not saved. What you wrote is still here.</source>
            <translation>Inte sparat. Det du skrev finns kvar här.</translation>
        </message>
        <message>
            <source>{field}: theirs ”{theirs}”, yours ”{mine}”</source>
            <translation>{field}: den andra har ”{theirs}”, du har ”{mine}”</translation>
        </message>
        <message>
            <source>Somebody else changed the contact ways meanwhile.</source>
            <translation>Någon annan ändrade kontaktuppgifterna under tiden.</translation>
        </message>
    </context>
    <context>
        <name>CoursePane</name>
        <message>
            <source>Course</source>
            <translation>Förlopp</translation>
        </message>
        <message>
            <source>Ta&amp;ble</source>
            <translation>Ta&amp;bell</translation>
        </message>
        <message>
            <source>No measurement yet: the first one draws the curve.</source>
            <translation>Ingen mätning än: den första ritar kurvan.</translation>
        </message>
    </context>
    <context>
        <name>CourseTab</name>
        <message>
            <source>The course could not be read.</source>
            <translation>Förloppet kunde inte läsas.</translation>
        </message>
        <message>
            <source>No treatment yet.</source>
            <translation>Ingen behandling än.</translation>
        </message>
        <message>
            <source>The course check and the inactivity ladder begin with the treatment.</source>
            <translation>Kurskontrollen och inaktivitetstrappan börjar med behandlingen.</translation>
        </message>
        <message>
            <source>Waits for an action</source>
            <translation>Väntar på åtgärd</translation>
        </message>
        <message>
            <source>The check is made {day}, {week} weeks into the treatment.</source>
            <translation>Kontrollen görs {day}, {week} veckor in i behandlingen.</translation>
        </message>
        <message>
            <source>As it stood {day}.</source>
            <translation>Så som det stod {day}.</translation>
        </message>
        <message>
            <source>Action: {action}</source>
            <translation>Åtgärd: {action}</translation>
        </message>
        <message>
            <source>Signed {moment} by {name}</source>
            <translation>Signerad {moment} av {name}</translation>
        </message>
        <message>
            <source>What became of it, {moment}, {name}</source>
            <translation>Utfall, {moment}, {name}</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>Ja</translation>
        </message>
        <message>
            <source>No</source>
            <translation>Nej</translation>
        </message>
        <message>
            <source>To be looked at again {day}.</source>
            <translation>Ska ses över igen {day}.</translation>
        </message>
        <message>
            <source>Inactivity ladder</source>
            <translation>Inaktivitetstrappa</translation>
        </message>
        <message>
            <source>A clinician confirms the end; answers about risk come first.</source>
            <translation>En behandlare bekräftar avslut; svaren om suicidrisk kommer först.</translation>
        </message>
        <message>
            <source>Day {days}: {step}</source>
            <translation>Dag {days}: {step}</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Senare</translation>
        </message>
        <message>
            <source>Steps that were taken</source>
            <translation>Tagna steg</translation>
        </message>
        <message>
            <source>next step {day}</source>
            <translation>nästa steg {day}</translation>
        </message>
    </context>
    <context>
        <name>CourseWords</name>
        <message>
            <source>Call the patient</source>
            <translation>Ring patienten</translation>
        </message>
        <message>
            <source>Simplify the plan</source>
            <translation>Förenkla planen</translation>
        </message>
        <message>
            <source>Change the program</source>
            <translation>Byt program</translation>
        </message>
        <message>
            <source>Meet</source>
            <translation>Boka möte</translation>
        </message>
        <message>
            <source>End the treatment</source>
            <translation>Avsluta behandlingen</translation>
        </message>
        <message>
            <source>No action, because …</source>
            <translation>Ingen åtgärd, därför att …</translation>
        </message>
        <message>
            <source>Is the homework done?</source>
            <translation>Görs hemuppgifterna?</translation>
        </message>
        <message>
            <source>Does the contact work?</source>
            <translation>Fungerar kontakten?</translation>
        </message>
        <message>
            <source>Has something happened in life?</source>
            <translation>Har något hänt i livet?</translation>
        </message>
        <message>
            <source>Is it the right program?</source>
            <translation>Är det rätt program?</translation>
        </message>
        <message>
            <source>Reminder</source>
            <translation>Påminnelse</translation>
        </message>
        <message>
            <source>Phone call</source>
            <translation>Telefonsamtal</translation>
        </message>
        <message>
            <source>Letter</source>
            <translation>Brev</translation>
        </message>
        <message>
            <source>Proposal to end</source>
            <translation>Förslag till avslut</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>Skickat</translation>
        </message>
        <message>
            <source>No answer</source>
            <translation>Inget svar</translation>
        </message>
        <message>
            <source>Reached, goes on</source>
            <translation>Nådd, fortsätter</translation>
        </message>
        <message>
            <source>Left out, because …</source>
            <translation>Hoppas över, därför att …</translation>
        </message>
        <message>
            <source>Goes on, because …</source>
            <translation>Fortsätter, därför att …</translation>
        </message>
        <message>
            <source>Ended</source>
            <translation>Avslutad</translation>
        </message>
        <message>
            <source>The pause stops the ladder, never the risk rules.</source>
            <translation>Pausen stoppar trappan, aldrig riskreglerna.</translation>
        </message>
        <message>
            <source>Nothing is counted before the first day.</source>
            <translation>Inget räknas före första dagen.</translation>
        </message>
        <message>
            <source>The treatment has ended.</source>
            <translation>Behandlingen är avslutad.</translation>
        </message>
        <message>
            <source>Every section has its feedback: nothing is counted.</source>
            <translation>Alla avsnitt har fått återkoppling: inget räknas.</translation>
        </message>
        <message>
            <source>A guardian's program has no ladder.</source>
            <translation>Vårdnadshavarens program har ingen trappa.</translation>
        </message>
        <message>
            <source>Below</source>
            <translation>Under</translation>
        </message>
        <message>
            <source>As expected</source>
            <translation>Som förväntat</translation>
        </message>
        <message>
            <source>Not known</source>
            <translation>Saknas</translation>
        </message>
        <message>
            <source>Below expectation</source>
            <translation>Under förväntan</translation>
        </message>
        <message>
            <source>Change so far, {measure}</source>
            <translation>Förändring hittills, {measure}</translation>
        </message>
        <message>
            <source>Change so far</source>
            <translation>Förändring hittills</translation>
        </message>
        <message>
            <source>Sections done</source>
            <translation>Gjorda avsnitt</translation>
        </message>
        <message>
            <source>Days since contact</source>
            <translation>Dagar sedan kontakt</translation>
        </message>
        <message>
            <source>No second total yet; at least {wanted} p better expected.</source>
            <translation>Inget andra värde än; minst {wanted} p bättre väntas.</translation>
        </message>
        <message>
            <source>{value} p better since start; at least {wanted} p expected.</source>
            <translation>{value} p bättre sedan start; minst {wanted} p väntas.</translation>
        </message>
        <message>
            <source>{value} p worse since start; at least {wanted} p better expected.</source>
            <translation>{value} p sämre sedan start; minst {wanted} p bättre väntas.</translation>
        </message>
        <message>
            <source>Unchanged since start; at least {wanted} p better expected.</source>
            <translation>Oförändrat sedan start; minst {wanted} p bättre väntas.</translation>
        </message>
        <message>
            <source>{value} done; at least {wanted} expected.</source>
            <translation>{value} gjorda; minst {wanted} väntas.</translation>
        </message>
        <message numerus="yes">
            <source>%n day(s); more than {wanted} counts as below.</source>
            <translation>
                <numerusform>%n dag; mer än {wanted} räknas som under förväntan.</numerusform>
                <numerusform>%n dagar; mer än {wanted} räknas som under förväntan.</numerusform>
            </translation>
        </message>
        <message>
            <source>Rule {version}: at week {week} a course is marked when the main measure is less than {least} p better, when it is more than {behind} behind one section a week, or when more than {silent} days have gone since contact. It marks, it stops nothing and foretells nothing.</source>
            <translation>Regel {version}: vecka {week} märks ett förlopp när huvudmåttet är mindre än {least} p bättre, när det är mer än {behind} avsnitt efter ett i veckan, eller när det har gått mer än {silent} dagar sedan kontakt. Regeln märker, hindrar inget och förutsäger inget.</translation>
        </message>
        <message>
            <source>The limits are the clinic's choice: no source gives them.</source>
            <translation>Gränserna är klinikens val: ingen källa anger dem.</translation>
        </message>
        <message>
            <source>{name}: {points} p worse than at the start ({day}).</source>
            <translation>{name}: {points} p sämre än vid start ({day}).</translation>
        </message>
        <message>
            <source>{name}: {points} p worse than the last time ({day}).</source>
            <translation>{name}: {points} p sämre än förra gången ({day}).</translation>
        </message>
        <message>
            <source>Limit {limit} p after {source}.</source>
            <translation>Gräns {limit} p enligt {source}.</translation>
        </message>
        <message>
            <source>Limit {limit} p, the clinic's choice: {source}</source>
            <translation>Gräns {limit} p, klinikens val: {source}</translation>
        </message>
        <message>
            <source>A measure has become worse</source>
            <translation>Ett mått har blivit sämre</translation>
        </message>
        <message>
            <source>Course check, week {week}</source>
            <translation>Kurskontroll vecka {week}</translation>
        </message>
        <message>
            <source>{title}: {value} (expected {wanted})</source>
            <translation>{title}: {value} (väntat {wanted})</translation>
        </message>
        <message>
            <source>Stands still</source>
            <translation>Står still</translation>
        </message>
        <message>
            <source>Next step {day}</source>
            <translation>Nästa steg {day}</translation>
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
            <source>%n day(s) since the patient was heard of</source>
            <translation>
                <numerusform>%n dag sedan patienten hördes av</numerusform>
                <numerusform>%n dagar sedan patienten hördes av</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DecisionTab</name>
        <message>
            <source>No assessment yet.</source>
            <translation>Ingen bedömning än.</translation>
        </message>
        <message>
            <source>It is begun from the referral and stands here as it was signed.</source>
            <translation>Den påbörjas från remissen och står här så som den signerades.</translation>
        </message>
        <message>
            <source>Assessment under way</source>
            <translation>Påbörjad bedömning</translation>
        </message>
        <message>
            <source>Clinician</source>
            <translation>Behandlare</translation>
        </message>
        <message>
            <source>&amp;Continue the assessment</source>
            <translation>&amp;Fortsätt bedömningen</translation>
        </message>
        <message>
            <source>Break &amp;off the assessment …</source>
            <translation>Avbryt &amp;bedömningen …</translation>
        </message>
        <message>
            <source>Assessment broken off</source>
            <translation>Bedömningen avbruten</translation>
        </message>
        <message>
            <source>Broken off</source>
            <translation>Avbruten</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Skäl</translation>
        </message>
        <message>
            <source>Earlier decision: {decision}</source>
            <translation>Tidigare beslut: {decision}</translation>
        </message>
        <message>
            <source>Signed</source>
            <translation>Signerad</translation>
        </message>
        <message>
            <source>Show the decision as it was &amp;taken</source>
            <translation>Visa beslutet som det &amp;togs</translation>
        </message>
        <message>
            <source>Decision: {decision}</source>
            <translation>Beslut: {decision}</translation>
        </message>
        <message>
            <source>Assessment visit</source>
            <translation>Bedömningssamtal</translation>
        </message>
        <message>
            <source>Contact reason</source>
            <translation>Kontaktorsak</translation>
        </message>
        <message>
            <source>Diagnosis</source>
            <translation>Diagnos</translation>
        </message>
        <message>
            <source>Program</source>
            <translation>Program</translation>
        </message>
        <message>
            <source>Criteria</source>
            <translation>Kriterier</translation>
        </message>
        <message>
            <source>version {version}</source>
            <translation>version {version}</translation>
        </message>
        <message>
            <source>The rules, as they were judged</source>
            <translation>Reglerna, som de bedömdes då</translation>
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
            <translation>Remissvar</translation>
        </message>
        <message>
            <source>guidance</source>
            <translation>vägledande</translation>
        </message>
        <message>
            <source>Judgement: {text}</source>
            <translation>Bedömning: {text}</translation>
        </message>
    </context>
    <context>
        <name>DocumentPane</name>
        <message>
            <source>&amp;Export</source>
            <translation>&amp;Exportera</translation>
        </message>
        <message>
            <source>An address may stand on it.</source>
            <translation>Det kan stå en adress på brevet.</translation>
        </message>
        <message>
            <source>The letter is older than the person's protection. Try each time whether it is given out.</source>
            <translation>Brevet är äldre än skyddet. Pröva varje gång om det kan lämnas ut.</translation>
        </message>
        <message>
            <source>Kept nowhere here: export, print, and destroy the file afterwards.</source>
            <translation>Sparas inte här: exportera, skriv ut och förstör filen efteråt.</translation>
        </message>
        <message>
            <source>Not for your role</source>
            <translation>Inte för din roll</translation>
        </message>
        <message>
            <source>It can be ticked as filed without being opened.</source>
            <translation>Det går att markera som införd utan att öppna.</translation>
        </message>
        <message>
            <source>version {number}</source>
            <translation>version {number}</translation>
        </message>
        <message>
            <source>filed {moment}, {name}</source>
            <translation>införd {moment}, {name}</translation>
        </message>
        <message>
            <source>Take back ”&amp;filed”</source>
            <translation>Ta tillbaka ”&amp;införd”</translation>
        </message>
        <message>
            <source>Mark as &amp;filed</source>
            <translation>Markera som &amp;införd</translation>
        </message>
        <message>
            <source>Saved as {name}.</source>
            <translation>Sparad som {name}.</translation>
        </message>
        <message>
            <source>The document waits for the record again.</source>
            <translation>Dokumentet väntar åter på journalen.</translation>
        </message>
        <message>
            <source>{document} is filed in the record.</source>
            <translation>{document}: införd i journalen.</translation>
        </message>
        <message>
            <source>It could not be done.</source>
            <translation>Det gick inte.</translation>
        </message>
    </context>
    <context>
        <name>DocumentsTab</name>
        <message>
            <source>Document</source>
            <translation>Dokument</translation>
        </message>
        <message>
            <source>In the record</source>
            <translation>I journalen</translation>
        </message>
        <message>
            <source>version {number}</source>
            <translation>version {number}</translation>
        </message>
        <message>
            <source>replaced</source>
            <translation>ersatt</translation>
        </message>
        <message>
            <source>unsigned</source>
            <translation>osignerad</translation>
        </message>
        <message>
            <source>No documents yet.</source>
            <translation>Inga dokument än.</translation>
        </message>
        <message>
            <source>Letters are made by the decision, the summary when the treatment ends.</source>
            <translation>Brev skapas av beslutet, sammanfattningen när behandlingen avslutas.</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>Dokument</translation>
        </message>
        <message>
            <source>&amp;Preview the summary</source>
            <translation>&amp;Förhandsvisa sammanfattningen</translation>
        </message>
        <message>
            <source>&amp;Sign the summary</source>
            <translation>&amp;Signera sammanfattningen</translation>
        </message>
        <message>
            <source>Change the te&amp;xts</source>
            <translation>Ändra te&amp;xterna</translation>
        </message>
        <message>
            <source>&amp;Letter by the tax agency</source>
            <translation>Brev via för&amp;medling</translation>
        </message>
        <message>
            <source>Reason of the correction</source>
            <translation>Skäl till rättelsen</translation>
        </message>
        <message>
            <source>It stands under the title of the new version.</source>
            <translation>Det står under titeln i den nya versionen.</translation>
        </message>
        <message>
            <source>Sign &amp;version {number}</source>
            <translation>Signera &amp;version {number}</translation>
        </message>
        <message>
            <source>Treatment summary, draft</source>
            <translation>Behandlingssammanfattning, utkast</translation>
        </message>
        <message>
            <source>Drawing …</source>
            <translation>Ritar …</translation>
        </message>
        <message>
            <source>Letter by the tax agency</source>
            <translation>Brev via förmedling</translation>
        </message>
        <message>
            <source>Write what is corrected, then sign.</source>
            <translation>Skriv vad som rättas och signera sedan.</translation>
        </message>
        <message>
            <source>Signing …</source>
            <translation>Signerar …</translation>
        </message>
        <message>
            <source>The summary is signed and waits in the outbox.</source>
            <translation>Sammanfattningen är signerad och väntar i Att föra in i journalen.</translation>
        </message>
        <message>
            <source>It could not be done.</source>
            <translation>Det gick inte.</translation>
        </message>
        <message>
            <source>Read it as it is now. If it needs a correction, write why and sign again.</source>
            <translation>Läs den som den är nu. Behöver den rättas: skriv varför och signera igen.</translation>
        </message>
    </context>
    <context>
        <name>DoorPage</name>
        <message>
            <source>Reason</source>
            <translation>Skäl</translation>
        </message>
        <message>
            <source>Emergency access is for when the patient cannot be asked now and what stands here may matter to care that cannot wait.</source>
            <translation>Nödåtkomst är till för när patienten inte kan tillfrågas nu och det som står här kan ha betydelse för vård som inte kan vänta.</translation>
        </message>
        <message>
            <source>In your own words</source>
            <translation>Med egna ord</translation>
        </message>
        <message>
            <source>Open the record</source>
            <translation>Öppna journalen</translation>
        </message>
        <message>
            <source>&amp;Back</source>
            <translation>&amp;Tillbaka</translation>
        </message>
        <message>
            <source>You cannot open it.</source>
            <translation>Du kan inte öppna den.</translation>
        </message>
        <message>
            <source>Ask a clinician or the head of unit if it cannot wait.</source>
            <translation>Fråga en behandlare eller verksamhetschefen om det inte kan vänta.</translation>
        </message>
        <message>
            <source>Choose a reason first.</source>
            <translation>Välj ett skäl först.</translation>
        </message>
        <message>
            <source>The record is still closed.</source>
            <translation>Journalen är fortfarande stängd.</translation>
        </message>
        <message>
            <source>Write why, in your own words. It stands in the log.</source>
            <translation>Skriv varför, med egna ord. Det står i loggen.</translation>
        </message>
        <message>
            <source>Choose a reason</source>
            <translation>Välj ett skäl</translation>
        </message>
    </context>
    <context>
        <name>DoorWords</name>
        <message>
            <source>I treat or assess the patient</source>
            <translation>Jag behandlar eller bedömer patienten</translation>
        </message>
        <message>
            <source>Booking, letter or fee</source>
            <translation>Bokning, brev eller avgift</translation>
        </message>
        <message>
            <source>I stand in for a colleague</source>
            <translation>Jag ersätter en kollega</translation>
        </message>
        <message>
            <source>The patient or a colleague asked me</source>
            <translation>Patienten eller en kollega har bett mig</translation>
        </message>
        <message>
            <source>Quality review that I am charged with</source>
            <translation>Kvalitetsuppföljning som jag har i uppdrag</translation>
        </message>
        <message>
            <source>The patient consents</source>
            <translation>Patienten samtycker</translation>
        </message>
        <message>
            <source>Emergency access</source>
            <translation>Akut åtkomst (nödåtkomst)</translation>
        </message>
        <message>
            <source>care of the patient</source>
            <translation>vård av patienten</translation>
        </message>
        <message>
            <source>booking, letter or fee</source>
            <translation>bokning, brev eller avgift</translation>
        </message>
        <message>
            <source>stands in for a colleague</source>
            <translation>ersätter en kollega</translation>
        </message>
        <message>
            <source>asked by patient or colleague</source>
            <translation>ombedd av patient eller kollega</translation>
        </message>
        <message>
            <source>quality review</source>
            <translation>kvalitetsuppföljning</translation>
        </message>
        <message>
            <source>the patient's consent</source>
            <translation>patientens samtycke</translation>
        </message>
        <message>
            <source>emergency access</source>
            <translation>nödåtkomst</translation>
        </message>
        <message>
            <source>The record is blocked</source>
            <translation>Journalen är spärrad</translation>
        </message>
        <message>
            <source>You have no care relation to the patient</source>
            <translation>Du har ingen vårdrelation till patienten</translation>
        </message>
        <message>
            <source>The person has protected identity</source>
            <translation>Personen har skyddade personuppgifter</translation>
        </message>
        <message>
            <source>The patient has asked for it. It opens with the patient's consent or in an emergency; the block itself stays.</source>
            <translation>Patienten har begärt det. Den öppnas med patientens samtycke eller i en nödsituation; själva spärren står kvar.</translation>
        </message>
        <message>
            <source>You do not treat, assess or book the patient. The record opens for a reason, which stands in the log and is read at the monthly check.</source>
            <translation>Du behandlar, bedömer eller bokar inte patienten. Journalen öppnas bara med ett skäl, som skrivs i loggen och läses vid den månatliga loggkontrollen.</translation>
        </message>
        <message>
            <source>Say why you open the record. The reason stands in the log.</source>
            <translation>Ange varför du öppnar journalen. Skälet skrivs i loggen.</translation>
        </message>
    </context>
    <context>
        <name>EndForm</name>
        <message>
            <source>{name} is guardian no longer</source>
            <translation>{name} är inte längre vårdnadshavare</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Skäl</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Spara</translation>
        </message>
        <message>
            <source>{name} is guardian no longer.</source>
            <translation>{name} är inte längre vårdnadshavare.</translation>
        </message>
    </context>
    <context>
        <name>EventForm</name>
        <message>
            <source>Event</source>
            <translation>Händelse</translation>
        </message>
        <message>
            <source>Medicine</source>
            <translation>Läkemedel</translation>
        </message>
        <message>
            <source>Other</source>
            <translation>Annat</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Slag</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Datum</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>Vad hände</translation>
        </message>
        <message>
            <source>Short: it stands under the curve and in the summary.</source>
            <translation>Kort: det står under kurvan och i sammanfattningen.</translation>
        </message>
        <message>
            <source>Save event</source>
            <translation>Spara händelse</translation>
        </message>
        <message>
            <source>The event stands under the curve.</source>
            <translation>Händelsen står under kurvan.</translation>
        </message>
    </context>
    <context>
        <name>FamilyCard</name>
        <message>
            <source>Guardians</source>
            <translation>Vårdnadshavare</translation>
        </message>
        <message>
            <source>S&amp;how</source>
            <translation>&amp;Visa</translation>
        </message>
        <message>
            <source>A&amp;dd guardian</source>
            <translation>&amp;Lägg till vårdnadshavare</translation>
        </message>
        <message>
            <source>no contact ways</source>
            <translation>inga kontaktvägar</translation>
        </message>
        <message>
            <source>Parent support: {state}</source>
            <translation>Föräldrastöd: {state}</translation>
        </message>
        <message>
            <source>Note consent</source>
            <translation>Anteckna samtycke</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Ändra</translation>
        </message>
        <message>
            <source>No longer guardian</source>
            <translation>Inte längre vårdnadshavare</translation>
        </message>
        <message>
            <source>Parent support</source>
            <translation>Föräldrastöd</translation>
        </message>
        <message>
            <source>The young person</source>
            <translation>Den unga själv</translation>
        </message>
        <message>
            <source>Note the young person's word</source>
            <translation>Anteckna vad den unga säger</translation>
        </message>
        <message>
            <source>{name}, guardian until {day}: {reason}</source>
            <translation>{name}, vårdnadshavare till {day}: {reason}</translation>
        </message>
    </context>
    <context>
        <name>FamilyForm</name>
        <message>
            <source>The young person</source>
            <translation>Den unga själv</translation>
        </message>
    </context>
    <context>
        <name>FamilyWords</name>
        <message>
            <source>Mother</source>
            <translation>Mamma</translation>
        </message>
        <message>
            <source>Father</source>
            <translation>Pappa</translation>
        </message>
        <message>
            <source>Parent</source>
            <translation>Förälder</translation>
        </message>
        <message>
            <source>Appointed guardian</source>
            <translation>Särskilt förordnad vårdnadshavare</translation>
        </message>
        <message>
            <source>Other guardian</source>
            <translation>Annan vårdnadshavare</translation>
        </message>
        <message>
            <source>Agrees</source>
            <translation>Samtycker</translation>
        </message>
        <message>
            <source>Declines</source>
            <translation>Samtycker inte</translation>
        </message>
        <message>
            <source>Undecided</source>
            <translation>Har inte bestämt sig</translation>
        </message>
        <message>
            <source>In person</source>
            <translation>I samtal</translation>
        </message>
        <message>
            <source>In writing</source>
            <translation>Skriftligt</translation>
        </message>
        <message>
            <source>By phone</source>
            <translation>Per telefon</translation>
        </message>
        <message>
            <source>By video</source>
            <translation>Via video</translation>
        </message>
        <message>
            <source>not assigned</source>
            <translation>inte tilldelat</translation>
        </message>
        <message>
            <source>offered</source>
            <translation>erbjudet</translation>
        </message>
        <message>
            <source>declined</source>
            <translation>avböjt</translation>
        </message>
        <message>
            <source>going on</source>
            <translation>pågår</translation>
        </message>
        <message>
            <source>ended</source>
            <translation>avslutat</translation>
        </message>
        <message>
            <source>Not asked</source>
            <translation>Inte tillfrågad</translation>
        </message>
        <message>
            <source>{stance} {day}, {form}, noted by {name}</source>
            <translation>{stance} {day}, {form}, antecknat av {name}</translation>
        </message>
        <message>
            <source>At {age} no program fits; the lowest age is {lowest}.</source>
            <translation>Vid {age} år passar inget program; lägsta ålder är {lowest} år.</translation>
        </message>
        <message>
            <source>At {age} both the program for the young and those for adults fit.</source>
            <translation>Vid {age} år passar både ungdomsprogrammet och vuxenprogrammen.</translation>
        </message>
        <message>
            <source>{program} is for guardians: it is assigned on the patient's page, once the young patient's own program is.</source>
            <translation>{program} är för vårdnadshavare och tilldelas på patientens sida när ungdomens eget program är tilldelat.</translation>
        </message>
        <message>
            <source>The guardians disagree ({who}).</source>
            <translation>Vårdnadshavarna är oense ({who}).</translation>
        </message>
        <message>
            <source>No guardian is registered.</source>
            <translation>Ingen vårdnadshavare är registrerad.</translation>
        </message>
        <message>
            <source>A guardian has not said yes or no yet.</source>
            <translation>En vårdnadshavare har inte svarat ja eller nej än.</translation>
        </message>
        <message>
            <source>The guardians decline.</source>
            <translation>Vårdnadshavarna samtycker inte.</translation>
        </message>
    </context>
    <context>
        <name>FeeWords</name>
        <message>
            <source>Charged</source>
            <translation>Debiterad</translation>
        </message>
        <message>
            <source>Charged up to the ceiling</source>
            <translation>Debiterad till taket</translation>
        </message>
        <message>
            <source>Charged, the week's least sum</source>
            <translation>Debiterad, veckans minsta belopp</translation>
        </message>
        <message>
            <source>Ceiling reached</source>
            <translation>Taket nått</translation>
        </message>
        <message>
            <source>Free card</source>
            <translation>Frikort</translation>
        </message>
        <message>
            <source>No fee</source>
            <translation>Ingen avgift</translation>
        </message>
        <message>
            <source>Correction</source>
            <translation>Rättelse</translation>
        </message>
        <message>
            <source>Age exemption</source>
            <translation>Avgiftsfri ålder</translation>
        </message>
        <message>
            <source>The week is paid</source>
            <translation>Veckan är betald</translation>
        </message>
        <message>
            <source>Not charged</source>
            <translation>Ej debiterad</translation>
        </message>
        <message>
            <source>Feedback, message</source>
            <translation>Återkoppling, meddelande</translation>
        </message>
        <message>
            <source>Feedback, phone</source>
            <translation>Återkoppling, telefon</translation>
        </message>
        <message>
            <source>Fee: {profile}.</source>
            <translation>Avgift: {profile}.</translation>
        </message>
        <message>
            <source>The patient's age is exempt from the fee.</source>
            <translation>Patientens ålder är avgiftsfri.</translation>
        </message>
        <message>
            <source>No twelve months are running: they begin with the first charged contact.</source>
            <translation>Inga tolv månader löper: de börjar med den första debiterade kontakten.</translation>
        </message>
        <message>
            <source>Twelve months: {first} to {last}.</source>
            <translation>Tolv månader: {first} till {last}.</translation>
        </message>
        <message>
            <source>Sum: {sum}, no ceiling.</source>
            <translation>Summa: {sum}, inget tak.</translation>
        </message>
        <message>
            <source>Sum: {sum} of {ceiling}, {opening} of it paid elsewhere.</source>
            <translation>Summa: {sum} av {ceiling}, varav {opening} betalt på annat håll.</translation>
        </message>
        <message>
            <source>{sum} more than the ceiling has been paid.</source>
            <translation>{sum} mer än taket är betalt.</translation>
        </message>
        <message>
            <source>Free through {day}.</source>
            <translation>Fritt till och med {day}.</translation>
        </message>
        <message>
            <source>Ceiling {year}: {amount}, not certain. {source}.</source>
            <translation>Tak {year}: {amount}, inte säkert. {source}.</translation>
        </message>
        <message>
            <source>Ceiling {year}: {amount}. {source}.</source>
            <translation>Tak {year}: {amount}. {source}.</translation>
        </message>
    </context>
    <context>
        <name>FeedbackTab</name>
        <message>
            <source>No feedback yet.</source>
            <translation>Ingen återkoppling än.</translation>
        </message>
        <message>
            <source>Signed feedback stands here, every version of it.</source>
            <translation>Signerad återkoppling står här, i alla versioner.</translation>
        </message>
        <message>
            <source>Section {number}, {program}</source>
            <translation>Avsnitt {number}, {program}</translation>
        </message>
        <message>
            <source>version {number}</source>
            <translation>version {number}</translation>
        </message>
        <message>
            <source>Corrected: {reason}</source>
            <translation>Rättelse: {reason}</translation>
        </message>
        <message>
            <source>&amp;Correct …</source>
            <translation>&amp;Rätta …</translation>
        </message>
        <message>
            <source>Struck through {day} by {author}</source>
            <translation>Struken {day} av {author}</translation>
        </message>
    </context>
    <context>
        <name>FeesPage</name>
        <message>
            <source>Date</source>
            <translation>Datum</translation>
        </message>
        <message>
            <source>Patient</source>
            <translation>Patient</translation>
        </message>
        <message>
            <source>Fee</source>
            <translation>Avgift</translation>
        </message>
        <message>
            <source>Sum</source>
            <translation>Summa</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>Kontakt</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Läge</translation>
        </message>
        <message>
            <source>Fee basis {month}.csv</source>
            <translation>Avgiftsunderlag {month}.csv</translation>
        </message>
        <message>
            <source>Writing …</source>
            <translation>Skriver …</translation>
        </message>
        <message numerus="yes">
            <source>Saved as {name}, %n contact(s).</source>
            <translation>
                <numerusform>Sparad som {name}, %n kontakt.</numerusform>
                <numerusform>Sparad som {name}, %n kontakter.</numerusform>
            </translation>
        </message>
        <message>
            <source>The file could not be saved.</source>
            <translation>Filen kunde inte sparas.</translation>
        </message>
        <message>
            <source>The month could not be read.</source>
            <translation>Månaden kunde inte läsas.</translation>
        </message>
        <message>
            <source>{sum} in all  ·  {charged} charged, {uncharged} not charged. A corrected text is never billed again.</source>
            <translation>{sum} totalt  ·  {charged} debiterade, {uncharged} ej debiterade. En rättad text debiteras aldrig igen.</translation>
        </message>
        <message>
            <source>Fees</source>
            <translation>Avgifter</translation>
        </message>
        <message>
            <source>Month</source>
            <translation>Månad</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Alla</translation>
        </message>
        <message>
            <source>Charged ones</source>
            <translation>Debiterade</translation>
        </message>
        <message>
            <source>Not charged ones</source>
            <translation>Ej debiterade</translation>
        </message>
        <message>
            <source>Shown</source>
            <translation>Visas</translation>
        </message>
        <message>
            <source>Contacts and fees</source>
            <translation>Kontakter och avgifter</translation>
        </message>
        <message>
            <source>No such contact in this month.</source>
            <translation>Ingen sådan kontakt i månaden.</translation>
        </message>
        <message>
            <source>Each signed feedback stands here with its fee. Choose another month above.</source>
            <translation>Varje signerad återkoppling står här med sin avgift. Välj en annan månad ovan.</translation>
        </message>
        <message>
            <source>&amp;Open the patient's fees</source>
            <translation>&amp;Öppna patientens avgifter</translation>
        </message>
        <message>
            <source>&amp;Save the month as CSV …</source>
            <translation>&amp;Spara månaden som CSV …</translation>
        </message>
        <message>
            <source>Choose a contact</source>
            <translation>Välj en kontakt</translation>
        </message>
        <message>
            <source>Open the patient's fees</source>
            <translation>Öppna patientens avgifter</translation>
        </message>
    </context>
    <context>
        <name>FeesTab</name>
        <message>
            <source>The fees could not be read.</source>
            <translation>Avgifterna kunde inte läsas.</translation>
        </message>
        <message>
            <source>Contacts and fees</source>
            <translation>Kontakter och avgifter</translation>
        </message>
        <message>
            <source>No contact yet.</source>
            <translation>Ingen kontakt än.</translation>
        </message>
        <message>
            <source>Each signed feedback stands here with its fee.</source>
            <translation>Varje signerad återkoppling står här med sin avgift.</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>Kontakt</translation>
        </message>
        <message>
            <source>Fee</source>
            <translation>Avgift</translation>
        </message>
        <message>
            <source>Sum</source>
            <translation>Summa</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Läge</translation>
        </message>
        <message>
            <source>High-cost protection</source>
            <translation>Högkostnadsskydd</translation>
        </message>
        <message>
            <source>{before} became {after}: {reason}</source>
            <translation>{before} blev {after}: {reason}</translation>
        </message>
    </context>
    <context>
        <name>FollowUpEndForm</name>
        <message>
            <source>End the follow-ups</source>
            <translation>Avsluta uppföljningen</translation>
        </message>
        <message>
            <source>The planned follow-ups leave To do. The reason is kept with your name and the day.</source>
            <translation>De planerade uppföljningarna lämnar Att göra. Skälet sparas med ditt namn och dagen.</translation>
        </message>
        <message>
            <source>The follow-ups are ended.</source>
            <translation>Uppföljningen är avslutad.</translation>
        </message>
    </context>
    <context>
        <name>GuardianForm</name>
        <message>
            <source>New guardian</source>
            <translation>Ny vårdnadshavare</translation>
        </message>
        <message>
            <source>Edit the guardian</source>
            <translation>Ändra vårdnadshavaren</translation>
        </message>
        <message>
            <source>Given name</source>
            <translation>Förnamn</translation>
        </message>
        <message>
            <source>Family name</source>
            <translation>Efternamn</translation>
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
            <source>City</source>
            <translation>Ort</translation>
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
            <source>Save guardian</source>
            <translation>Spara vårdnadshavaren</translation>
        </message>
        <message>
            <source>The guardian is saved.</source>
            <translation>Vårdnadshavaren är sparad.</translation>
        </message>
    </context>
    <context>
        <name>LadderForm</name>
        <message>
            <source>Choose what came of it</source>
            <translation>Välj vad som hände</translation>
        </message>
        <message>
            <source>What to think of</source>
            <translation>Att tänka på</translation>
        </message>
        <message>
            <source>Ready text, yours to change</source>
            <translation>Färdig text som du kan ändra</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Resultat</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Anteckning</translation>
        </message>
        <message>
            <source>Next step</source>
            <translation>Nästa steg</translation>
        </message>
        <message>
            <source>&amp;Copy the text</source>
            <translation>&amp;Kopiera texten</translation>
        </message>
        <message>
            <source>Sign the &amp;step</source>
            <translation>Signera &amp;steget</translation>
        </message>
        <message>
            <source>&amp;End the treatment …</source>
            <translation>&amp;Avsluta behandlingen …</translation>
        </message>
        <message>
            <source>The step is signed.</source>
            <translation>Steget är signerat.</translation>
        </message>
    </context>
    <context>
        <name>LiftForm</name>
        <message>
            <source>Lift the block for good</source>
            <translation>Häv spärren för gott</translation>
        </message>
        <message>
            <source>How the patient has said that it is to be lifted</source>
            <translation>Hur patienten har sagt att den ska hävas</translation>
        </message>
        <message>
            <source>Lift the block</source>
            <translation>Häv spärren</translation>
        </message>
        <message>
            <source>The block is lifted.</source>
            <translation>Spärren är hävd.</translation>
        </message>
    </context>
    <context>
        <name>LogTab</name>
        <message>
            <source>Show</source>
            <translation>Visa</translation>
        </message>
        <message>
            <source>All rows</source>
            <translation>Alla rader</translation>
        </message>
        <message>
            <source>Without care relation</source>
            <translation>Utan vårdrelation</translation>
        </message>
        <message>
            <source>Emergency access</source>
            <translation>Akut åtkomst (nödåtkomst)</translation>
        </message>
        <message>
            <source>Person or reason</source>
            <translation>Person eller skäl</translation>
        </message>
        <message>
            <source>Access log of the patient</source>
            <translation>Patientens åtkomstlogg</translation>
        </message>
        <message>
            <source>No rows match</source>
            <translation>Inga rader stämmer</translation>
        </message>
        <message>
            <source>Write something else, or show all rows.</source>
            <translation>Skriv något annat, eller visa alla rader.</translation>
        </message>
        <message>
            <source>When and who</source>
            <translation>När och vem</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Vad</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Tid</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>Vem</translation>
        </message>
        <message>
            <source>By what right</source>
            <translation>Med vilken rätt</translation>
        </message>
        <message>
            <source>The log could not be read.</source>
            <translation>Loggen gick inte att läsa.</translation>
        </message>
    </context>
    <context>
        <name>MeasuresTab</name>
        <message>
            <source>No measurement yet.</source>
            <translation>Ingen mätning än.</translation>
        </message>
        <message>
            <source>The first one is keyed in during the assessment.</source>
            <translation>Den första skrivs in under bedömningen.</translation>
        </message>
        <message>
            <source>Measurements</source>
            <translation>Mätningar</translation>
        </message>
        <message>
            <source>&amp;Correct …</source>
            <translation>&amp;Rätta …</translation>
        </message>
        <message>
            <source>Measure</source>
            <translation>Mått</translation>
        </message>
        <message>
            <source>Total</source>
            <translation>Summa</translation>
        </message>
        <message>
            <source>Level</source>
            <translation>Nivå</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Läge</translation>
        </message>
        <message>
            <source>week {number}</source>
            <translation>vecka {number}</translation>
        </message>
        <message>
            <source>guidance</source>
            <translation>vägledande</translation>
        </message>
        <message>
            <source>Corrected</source>
            <translation>Rättad</translation>
        </message>
        <message>
            <source>Flag</source>
            <translation>Flagga</translation>
        </message>
        <message>
            <source>Incomplete</source>
            <translation>Ofullständig</translation>
        </message>
        <message>
            <source>Prorated</source>
            <translation>Uppräknad</translation>
        </message>
        <message>
            <source>Entered {moment} by {name}</source>
            <translation>Inskriven {moment} av {name}</translation>
        </message>
        <message numerus="yes">
            <source>%n answer(s) missing</source>
            <translation>
                <numerusform>%n svar saknas</numerusform>
                <numerusform>%n svar saknas</numerusform>
            </translation>
        </message>
        <message>
            <source>Correction: {reason}</source>
            <translation>Rättelse: {reason}</translation>
        </message>
        <message>
            <source>Replaced by a newer version</source>
            <translation>Ersatt av en nyare version</translation>
        </message>
        <message>
            <source>Answers over the weeks</source>
            <translation>Svar över veckorna</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Ändring</translation>
        </message>
        <message>
            <source>Question by question</source>
            <translation>Fråga för fråga</translation>
        </message>
        <message>
            <source>The answers of this version</source>
            <translation>Svaren i den här versionen</translation>
        </message>
        <message>
            <source>missing</source>
            <translation>saknas</translation>
        </message>
    </context>
    <context>
        <name>OutboxPage</name>
        <message>
            <source>Made</source>
            <translation>Skapad</translation>
        </message>
        <message>
            <source>Patient</source>
            <translation>Patient</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>Dokument</translation>
        </message>
        <message>
            <source>The list could not be read.</source>
            <translation>Listan gick inte att läsa.</translation>
        </message>
        <message>
            <source>version {number}</source>
            <translation>version {number}</translation>
        </message>
        <message>
            <source>replaced by a newer version</source>
            <translation>ersatt av en nyare version</translation>
        </message>
        <message>
            <source>All kinds, {number}</source>
            <translation>Alla slag, {number}</translation>
        </message>
        <message>
            <source>To file in the record</source>
            <translation>Att föra in i journalen</translation>
        </message>
        <message>
            <source>Oldest first. Export, put it in the record, tick it.</source>
            <translation>Äldst först. Exportera, lägg i journalen, markera som införd.</translation>
        </message>
        <message>
            <source>Everything is filed in the record.</source>
            <translation>Allt är infört i journalen.</translation>
        </message>
        <message>
            <source>A signed document waits here until somebody ticks it as filed.</source>
            <translation>Ett signerat dokument väntar här tills någon markerar det som infört.</translation>
        </message>
        <message>
            <source>Documents to file</source>
            <translation>Dokument att föra in</translation>
        </message>
        <message>
            <source>Kind of document</source>
            <translation>Slag av dokument</translation>
        </message>
        <message>
            <source>&amp;Back to the list</source>
            <translation>&amp;Tillbaka till listan</translation>
        </message>
        <message>
            <source>Space</source>
            <translation>Blanksteg</translation>
        </message>
        <message>
            <source>Tick as filed</source>
            <translation>Markera som införd</translation>
        </message>
        <message>
            <source>Read the document</source>
            <translation>Läs dokumentet</translation>
        </message>
        <message>
            <source>Back to the list</source>
            <translation>Tillbaka till listan</translation>
        </message>
        <message>
            <source>Export the document</source>
            <translation>Exportera dokumentet</translation>
        </message>
    </context>
    <context>
        <name>OverviewTab</name>
        <message>
            <source>The record could not be read.</source>
            <translation>Journaluppgifterna gick inte att läsa.</translation>
        </message>
        <message>
            <source>Write &amp;feedback</source>
            <translation>Skriv åter&amp;koppling</translation>
        </message>
        <message>
            <source>New &amp;measurement</source>
            <translation>Ny &amp;mätning</translation>
        </message>
        <message>
            <source>&amp;Event</source>
            <translation>&amp;Händelse</translation>
        </message>
        <message>
            <source>&amp;Pause</source>
            <translation>&amp;Pausa</translation>
        </message>
        <message>
            <source>&amp;Resume</source>
            <translation>Åte&amp;ruppta</translation>
        </message>
        <message>
            <source>En&amp;d the treatment</source>
            <translation>A&amp;vsluta behandlingen</translation>
        </message>
        <message>
            <source>En&amp;d</source>
            <translation>Avs&amp;luta</translation>
        </message>
        <message>
            <source>End the &amp;follow-ups</source>
            <translation>Avsluta upp&amp;följningen</translation>
        </message>
        <message>
            <source>Open &amp;assessment</source>
            <translation>Öppna &amp;bedömningen</translation>
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
            <source>Needs contact today.</source>
            <translation>Behöver kontakt idag.</translation>
        </message>
        <message>
            <source>No treatment is running.</source>
            <translation>Ingen behandling pågår.</translation>
        </message>
        <message>
            <source>Referral</source>
            <translation>Remiss</translation>
        </message>
        <message>
            <source>&amp;Assess</source>
            <translation>&amp;Bedöm</translation>
        </message>
        <message>
            <source>&amp;Assign program</source>
            <translation>&amp;Tilldela program</translation>
        </message>
        <message>
            <source>The treatment could not be resumed.</source>
            <translation>Behandlingen gick inte att återuppta.</translation>
        </message>
        <message>
            <source>The treatment goes on; feedback is due in a week.</source>
            <translation>Behandlingen fortsätter; återkoppling ska ges inom en vecka.</translation>
        </message>
        <message>
            <source>The contact ways are saved.</source>
            <translation>Kontaktuppgifterna är sparade.</translation>
        </message>
    </context>
    <context>
        <name>PatientPage</name>
        <message>
            <source>Overview</source>
            <translation>Översikt</translation>
        </message>
        <message>
            <source>Referral</source>
            <translation>Remiss</translation>
        </message>
        <message>
            <source>Assessment</source>
            <translation>Bedömning</translation>
        </message>
        <message>
            <source>Treatment</source>
            <translation>Behandling</translation>
        </message>
        <message>
            <source>Feedback</source>
            <translation>Återkoppling</translation>
        </message>
        <message>
            <source>Measures</source>
            <translation>Mått</translation>
        </message>
        <message>
            <source>Course</source>
            <translation>Förlopp</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>Dokument</translation>
        </message>
        <message>
            <source>Fees</source>
            <translation>Avgifter</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Logg</translation>
        </message>
        <message>
            <source>The record could not be read.</source>
            <translation>Journaluppgifterna gick inte att läsa.</translation>
        </message>
        <message>
            <source>E&amp;xport PDF</source>
            <translation>E&amp;xportera PDF</translation>
        </message>
        <message>
            <source>Next tab</source>
            <translation>Nästa flik</translation>
        </message>
        <message>
            <source>Chart or table</source>
            <translation>Diagram eller tabell</translation>
        </message>
        <message>
            <source>Write feedback</source>
            <translation>Skriv återkoppling</translation>
        </message>
        <message>
            <source>Export the document</source>
            <translation>Exportera dokumentet</translation>
        </message>
        <message>
            <source>Space</source>
            <translation>Blanksteg</translation>
        </message>
        <message>
            <source>Tick the document as filed</source>
            <translation>Markera dokumentet som infört</translation>
        </message>
    </context>
    <context>
        <name>PatientsPage</name>
        <message>
            <source>Patient</source>
            <translation>Patient</translation>
        </message>
        <message>
            <source>Age</source>
            <translation>Ålder</translation>
        </message>
        <message>
            <source>Program, week</source>
            <translation>Program, vecka</translation>
        </message>
        <message>
            <source>Clinician</source>
            <translation>Behandlare</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Läge</translation>
        </message>
        <message>
            <source>The list could not be read.</source>
            <translation>Listan gick inte att läsa.</translation>
        </message>
        <message>
            <source>week {week} of {weeks}</source>
            <translation>vecka {week} av {weeks}</translation>
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
            <source>A record with this number is here, and it is blocked.</source>
            <translation>En journal med det här numret finns, och den är spärrad.</translation>
        </message>
        <message>
            <source>It opens with the patient's consent or in an emergency.</source>
            <translation>Den öppnas med patientens samtycke eller i en nödsituation.</translation>
        </message>
        <message>
            <source>Nobody matches the search.</source>
            <translation>Ingen matchar sökningen.</translation>
        </message>
        <message>
            <source>Search by name or by the beginning of the number.</source>
            <translation>Sök på namn eller på början av numret.</translation>
        </message>
        <message>
            <source>No patients yet.</source>
            <translation>Inga patienter än.</translation>
        </message>
        <message>
            <source>A patient is registered together with the first referral.</source>
            <translation>En patient registreras tillsammans med den första remissen.</translation>
        </message>
        <message numerus="yes">
            <source>%n patient(s)</source>
            <translation>
                <numerusform>%n patient</numerusform>
                <numerusform>%n patienter</numerusform>
            </translation>
        </message>
        <message>
            <source>Patients</source>
            <translation>Patienter</translation>
        </message>
        <message>
            <source>Name or personal number</source>
            <translation>Namn eller personnummer</translation>
        </message>
        <message>
            <source>Search patients</source>
            <translation>Sök patienter</translation>
        </message>
        <message>
            <source>&amp;Show all</source>
            <translation>&amp;Visa alla</translation>
        </message>
        <message>
            <source>Open the &amp;blocked record</source>
            <translation>Öppna den &amp;spärrade journalen</translation>
        </message>
        <message>
            <source>Search here</source>
            <translation>Sök här</translation>
        </message>
        <message>
            <source>From the search to the list</source>
            <translation>Från sökningen till listan</translation>
        </message>
        <message>
            <source>Open the patient</source>
            <translation>Öppna patienten</translation>
        </message>
    </context>
    <context>
        <name>PauseForm</name>
        <message>
            <source>Pause the treatment</source>
            <translation>Pausa behandlingen</translation>
        </message>
        <message>
            <source>A pause stops deadlines and reminders, never the risk rules.</source>
            <translation>En paus stoppar frister och påminnelser, aldrig riskreglerna.</translation>
        </message>
        <message>
            <source>Back on</source>
            <translation>Åter den</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Skäl</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pausa</translation>
        </message>
        <message>
            <source>The treatment is paused until {day}.</source>
            <translation>Behandlingen är pausad till {day}.</translation>
        </message>
        <message>
            <source>Choose a day after today.</source>
            <translation>Välj en dag efter idag.</translation>
        </message>
    </context>
    <context>
        <name>PdfView</name>
        <message>
            <source>The document cannot be shown</source>
            <translation>Dokumentet kan inte visas</translation>
        </message>
        <message>
            <source>Smaller (-)</source>
            <translation>Mindre (-)</translation>
        </message>
        <message>
            <source>Larger (+)</source>
            <translation>Större (+)</translation>
        </message>
        <message>
            <source>Fit width</source>
            <translation>Anpassa till bredden</translation>
        </message>
        <message>
            <source>Page {page} of {pages}</source>
            <translation>Sida {page} av {pages}</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>Dokument</translation>
        </message>
    </context>
    <context>
        <name>PeriodForm</name>
        <message>
            <source>First visit of the twelve months</source>
            <translation>Första besöket i de tolv månaderna</translation>
        </message>
        <message>
            <source>Paid elsewhere, kronor</source>
            <translation>Betalt på annat håll, kronor</translation>
        </message>
        <message>
            <source>Free card through</source>
            <translation>Frikort till och med</translation>
        </message>
        <message>
            <source>&amp;Save</source>
            <translation>&amp;Spara</translation>
        </message>
        <message>
            <source>The twelve months are saved; fees that are charged already stay.</source>
            <translation>De tolv månaderna är sparade; det som redan är debiterat står kvar.</translation>
        </message>
    </context>
    <context>
        <name>ProtectionForm</name>
        <message>
            <source>Protected identity</source>
            <translation>Skyddade personuppgifter</translation>
        </message>
        <message>
            <source>What the population register says</source>
            <translation>Vad folkbokföringen säger</translation>
        </message>
        <message>
            <source>Reason, and how it is known</source>
            <translation>Skäl, och hur det är känt</translation>
        </message>
        <message>
            <source>Save the protection</source>
            <translation>Spara skyddet</translation>
        </message>
        <message>
            <source>Saved: {kind}.</source>
            <translation>Sparat: {kind}.</translation>
        </message>
    </context>
    <context>
        <name>ReadingTabs</name>
        <message numerus="yes">
            <source>%n section(s), one a week</source>
            <translation>
                <numerusform>%n avsnitt, ett i veckan</numerusform>
                <numerusform>%n avsnitt, ett i veckan</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n minute(s)</source>
            <translation>
                <numerusform>%n minut</numerusform>
                <numerusform>%n minuter</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReasonForm</name>
        <message>
            <source>Reason</source>
            <translation>Skäl</translation>
        </message>
    </context>
    <context>
        <name>RecordWords</name>
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
            <source>In queue</source>
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
            <source>Planned</source>
            <translation>Planerad</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Pausad</translation>
        </message>
        <message>
            <source>Ended</source>
            <translation>Avslutad</translation>
        </message>
        <message>
            <source>Voided</source>
            <translation>Makulerad</translation>
        </message>
        <message>
            <source>Begun</source>
            <translation>Påbörjad</translation>
        </message>
        <message>
            <source>Waits for a second signature</source>
            <translation>Väntar på medsignatur</translation>
        </message>
        <message>
            <source>Signed</source>
            <translation>Signerad</translation>
        </message>
        <message>
            <source>Discontinued</source>
            <translation>Avbruten</translation>
        </message>
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
            <translation>Remissvar</translation>
        </message>
        <message>
            <source>Acknowledgement of the referral</source>
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
            <source>Referral</source>
            <translation>Remiss</translation>
        </message>
        <message>
            <source>Self-referral</source>
            <translation>Egenremiss</translation>
        </message>
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
            <source>Message</source>
            <translation>Meddelande</translation>
        </message>
        <message>
            <source>Phone call</source>
            <translation>Telefonsamtal</translation>
        </message>
        <message>
            <source>at the clinic</source>
            <translation>på mottagningen</translation>
        </message>
        <message>
            <source>by video</source>
            <translation>via video</translation>
        </message>
        <message>
            <source>by phone</source>
            <translation>per telefon</translation>
        </message>
        <message>
            <source>Suitable</source>
            <translation>Lämplig</translation>
        </message>
        <message>
            <source>Not suitable</source>
            <translation>Inte lämplig</translation>
        </message>
        <message>
            <source>Wait for facts</source>
            <translation>Avvakta underlag</translation>
        </message>
        <message>
            <source>Acute</source>
            <translation>Akut</translation>
        </message>
        <message>
            <source>Hinders</source>
            <translation>Hindrar</translation>
        </message>
        <message>
            <source>Not met</source>
            <translation>Inte uppfyllt</translation>
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
            <source>Met</source>
            <translation>Uppfyllt</translation>
        </message>
        <message>
            <source>Completed as planned</source>
            <translation>Genomförd enligt plan</translation>
        </message>
        <message>
            <source>Improved, needs no more</source>
            <translation>Förbättrad, behöver inte mer</translation>
        </message>
        <message>
            <source>No time</source>
            <translation>Tidsbrist</translation>
        </message>
        <message>
            <source>Technology</source>
            <translation>Teknik</translation>
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
            <source>{name}: reliable improvement ({points}, limit ±{limit} after {study}).</source>
            <translation>{name}: säker förbättring ({points}, gräns ±{limit} enligt {study}).</translation>
        </message>
        <message>
            <source>{name}: reliable deterioration ({points}, limit ±{limit} after {study}).</source>
            <translation>{name}: säker försämring ({points}, gräns ±{limit} enligt {study}).</translation>
        </message>
        <message>
            <source>{name}: no reliable change ({points}, limit ±{limit} after {study}).</source>
            <translation>{name}: ingen säker förändring ({points}, gräns ±{limit} enligt {study}).</translation>
        </message>
        <message>
            <source>No hindrance</source>
            <translation>Inget hinder</translation>
        </message>
        <message>
            <source>wk {number}</source>
            <translation>v. {number}</translation>
        </message>
        <message>
            <source>Filed</source>
            <translation>Införd</translation>
        </message>
        <message>
            <source>Not filed</source>
            <translation>Ej införd</translation>
        </message>
        <message>
            <source>week {number}</source>
            <translation>vecka {number}</translation>
        </message>
        <message>
            <source>{name}: fewer than two totals, so no change is shown.</source>
            <translation>{name}: färre än två summapoäng, därför visas ingen förändring.</translation>
        </message>
        <message>
            <source>{name}: the totals have different ranges and are not compared.</source>
            <translation>{name}: summapoängen har olika skalor och jämförs inte.</translation>
        </message>
        <message>
            <source>{name}: {points} since start. Reliable change is not shown: no figure is established for {name}.</source>
            <translation>{name}: {points} sedan start. Säker förändring visas inte: underlag saknas för {name}.</translation>
        </message>
        <message numerus="yes">
            <source>%n form(s) (is|are) incomplete and without total.</source>
            <translation>
                <numerusform>%n formulär är ofullständigt och saknar summa.</numerusform>
                <numerusform>%n formulär är ofullständiga och saknar summa.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n week(s) without the form.</source>
            <translation>
                <numerusform>%n vecka utan formulär.</numerusform>
                <numerusform>%n veckor utan formulär.</numerusform>
            </translation>
        </message>
        <message>
            <source>The levels are guidance.</source>
            <translation>Nivåerna är vägledande.</translation>
        </message>
        <message>
            <source>Since last time {points}, reliably better.</source>
            <translation>Sedan förra gången {points}, säkert bättre.</translation>
        </message>
        <message>
            <source>Since last time {points}, reliably worse.</source>
            <translation>Sedan förra gången {points}, säkert sämre.</translation>
        </message>
        <message>
            <source>Since last time {points}, no reliable change.</source>
            <translation>Sedan förra gången {points}, ingen säker förändring.</translation>
        </message>
        <message>
            <source>Since last time {points}.</source>
            <translation>Sedan förra gången {points}.</translation>
        </message>
        <message>
            <source>Recovered: below {below} and reliably better.</source>
            <translation>Återhämtad: under {below} och säkert bättre.</translation>
        </message>
        <message>
            <source>Below {below} already at the start.</source>
            <translation>Under {below} redan vid start.</translation>
        </message>
        <message>
            <source>Fill in what is missing: nothing was changed.</source>
            <translation>Fyll i det som saknas: inget är ändrat.</translation>
        </message>
    </context>
    <context>
        <name>ReferralTab</name>
        <message>
            <source>Review the referral</source>
            <translation>Granska remissen</translation>
        </message>
        <message>
            <source>Book the assessment</source>
            <translation>Boka bedömning</translation>
        </message>
        <message>
            <source>Assess</source>
            <translation>Bedöm</translation>
        </message>
        <message>
            <source>Reply to the referrer</source>
            <translation>Remissvar</translation>
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
            <source>&amp;Back to the referral</source>
            <translation>Till&amp;baka till remissen</translation>
        </message>
        <message>
            <source>No referral.</source>
            <translation>Ingen remiss.</translation>
        </message>
        <message>
            <source>Register one with Ctrl+R.</source>
            <translation>Registrera en med Ctrl+R.</translation>
        </message>
        <message>
            <source>{source} {day}</source>
            <translation>{source} {day}</translation>
        </message>
        <message>
            <source>Referrer</source>
            <translation>Remittent</translation>
        </message>
        <message>
            <source>Next step</source>
            <translation>Nästa steg</translation>
        </message>
        <message>
            <source>Owner</source>
            <translation>Ansvarig</translation>
        </message>
        <message>
            <source>Due</source>
            <translation>Senast</translation>
        </message>
        <message>
            <source>Assessment visit</source>
            <translation>Bedömningssamtal</translation>
        </message>
        <message>
            <source>Acknowledged</source>
            <translation>Bekräftad</translation>
        </message>
        <message>
            <source>Answered</source>
            <translation>Besvarad</translation>
        </message>
        <message>
            <source>Own wait until</source>
            <translation>Egen väntan till</translation>
        </message>
        <message>
            <source>Reason of the wait</source>
            <translation>Skäl till väntan</translation>
        </message>
        <message>
            <source>The question and the papers are for those who treat the patient.</source>
            <translation>Frågeställning och bilagor är för dem som behandlar patienten.</translation>
        </message>
        <message>
            <source>Diagnosis</source>
            <translation>Diagnos</translation>
        </message>
        <message>
            <source>Question asked</source>
            <translation>Frågeställning</translation>
        </message>
        <message>
            <source>Closing note</source>
            <translation>Avslutande anteckning</translation>
        </message>
        <message>
            <source>Open in &amp;referrals</source>
            <translation>Öppna i &amp;Remisser</translation>
        </message>
        <message>
            <source>Paper</source>
            <translation>Bilaga</translation>
        </message>
    </context>
    <context>
        <name>ResultForm</name>
        <message>
            <source>What became of it</source>
            <translation>Vad det ledde till</translation>
        </message>
        <message>
            <source>Sign the &amp;result</source>
            <translation>Signera &amp;utfallet</translation>
        </message>
        <message>
            <source>What became of the action is signed.</source>
            <translation>Utfallet av åtgärden är signerat.</translation>
        </message>
    </context>
    <context>
        <name>SignedForm</name>
        <message>
            <source>Not saved yet.</source>
            <translation>Inte sparat än.</translation>
        </message>
        <message>
            <source>Fill this in before you sign.</source>
            <translation>Fyll i detta innan du signerar.</translation>
        </message>
        <message>
            <source>Not signed. What you wrote is still here.</source>
            <translation>Inte signerat. Det du skrev finns kvar här.</translation>
        </message>
    </context>
    <context>
        <name>SupportForm</name>
        <message>
            <source>Parent support for {name}</source>
            <translation>Föräldrastöd för {name}</translation>
        </message>
        <message>
            <source>Offered</source>
            <translation>Erbjudet</translation>
        </message>
        <message>
            <source>Declined</source>
            <translation>Avböjt</translation>
        </message>
        <message>
            <source>Assign now</source>
            <translation>Tilldela nu</translation>
        </message>
        <message>
            <source>The program for guardians</source>
            <translation>Programmet för vårdnadshavare</translation>
        </message>
        <message>
            <source>An assignment of its own. The young person's answers are not shown in it, and stay out of its prints.</source>
            <translation>En egen tilldelning. Den ungas svar visas inte i den och står inte i dess utskrifter.</translation>
        </message>
        <message>
            <source>Clinician</source>
            <translation>Behandlare</translation>
        </message>
        <message>
            <source>Agreed and starts on</source>
            <translation>Överens och startar</translation>
        </message>
        <message>
            <source>Number of sections</source>
            <translation>Antal avsnitt</translation>
        </message>
        <message>
            <source>No source says how many there are.</source>
            <translation>Ingen källa anger hur många de är.</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Spara</translation>
        </message>
        <message>
            <source>The program for guardians is noted as: {state}</source>
            <translation>Programmet för vårdnadshavare är antecknat som: {state}</translation>
        </message>
        <message>
            <source>It is noted: {state}.</source>
            <translation>Antecknat: {state}.</translation>
        </message>
        <message>
            <source>{program} is assigned to {name}.</source>
            <translation>{program} är tilldelat, för {name}.</translation>
        </message>
    </context>
    <context>
        <name>TreatmentTab</name>
        <message>
            <source>No treatment yet.</source>
            <translation>Ingen behandling än.</translation>
        </message>
        <message>
            <source>A program is assigned after a signed decision.</source>
            <translation>Ett program tilldelas efter ett signerat beslut.</translation>
        </message>
        <message>
            <source>Program version</source>
            <translation>Programversion</translation>
        </message>
        <message>
            <source>Guardian who works in it</source>
            <translation>Vårdnadshavare i programmet</translation>
        </message>
        <message>
            <source>Clinician</source>
            <translation>Behandlare</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Behandlingsstart</translation>
        </message>
        <message>
            <source>Planned end</source>
            <translation>Planerat slut</translation>
        </message>
        <message>
            <source>Sections</source>
            <translation>Avsnitt</translation>
        </message>
        <message>
            <source>Paused until</source>
            <translation>Pausad till</translation>
        </message>
        <message>
            <source>Ended</source>
            <translation>Avslutad</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Skäl</translation>
        </message>
        <message>
            <source>&amp;Void the assignment …</source>
            <translation>&amp;Makulera tilldelningen …</translation>
        </message>
        <message>
            <source>The assignment was a mistake and stays here as history.</source>
            <translation>Tilldelningen var fel och står kvar som historik.</translation>
        </message>
        <message>
            <source>&amp;Undo the assignment</source>
            <translation>&amp;Ångra tilldelningen</translation>
        </message>
        <message>
            <source>The assignment is undone.</source>
            <translation>Tilldelningen är ångrad.</translation>
        </message>
        <message>
            <source>Write &amp;feedback to the guardian</source>
            <translation>Skriv &amp;återkoppling till vårdnadshavaren</translation>
        </message>
        <message>
            <source>&amp;End the guardian's program</source>
            <translation>A&amp;vsluta vårdnadshavarens program</translation>
        </message>
        <message>
            <source>Plan and what was sent in</source>
            <translation>Plan och inskickat</translation>
        </message>
        <message>
            <source>opened {day}</source>
            <translation>öppnat {day}</translation>
        </message>
        <message>
            <source>done {day}</source>
            <translation>klart {day}</translation>
        </message>
        <message>
            <source>Homework</source>
            <translation>Hemuppgift</translation>
        </message>
        <message>
            <source>In the patient's words</source>
            <translation>Med patientens ord</translation>
        </message>
        <message>
            <source>Agreed</source>
            <translation>Överenskommet</translation>
        </message>
        <message>
            <source>done</source>
            <translation>klart</translation>
        </message>
        <message>
            <source>not yet</source>
            <translation>inte än</translation>
        </message>
    </context>
    <context>
        <name>UnitForm</name>
        <message>
            <source>Move the care to another unit</source>
            <translation>Flytta vården till en annan enhet</translation>
        </message>
        <message>
            <source>The unit that cares for the patient</source>
            <translation>Enhet som vårdar patienten</translation>
        </message>
        <message>
            <source>Choose</source>
            <translation>Välj</translation>
        </message>
        <message>
            <source>The patient can block the record for every unit but the one that cares.</source>
            <translation>Patienten kan spärra journalen för alla enheter utom den som vårdar.</translation>
        </message>
        <message>
            <source>Why the care is moved</source>
            <translation>Varför vården flyttas</translation>
        </message>
        <message>
            <source>Move the care</source>
            <translation>Flytta vården</translation>
        </message>
        <message>
            <source>{name} cares for the patient from now on.</source>
            <translation>{name} vårdar patienten från och med nu.</translation>
        </message>
    </context>
    <context>
        <name>VoidForm</name>
        <message>
            <source>Void the assignment</source>
            <translation>Makulera tilldelningen</translation>
        </message>
        <message>
            <source>It stays here as history, with your reason. What is signed stays signed.</source>
            <translation>Den finns kvar här som historik, med ditt skäl. Det som är signerat förblir signerat.</translation>
        </message>
        <message>
            <source>The referral goes back to the queue.</source>
            <translation>Remissen går tillbaka till kön.</translation>
        </message>
        <message>
            <source>&amp;Void</source>
            <translation>&amp;Makulera</translation>
        </message>
        <message>
            <source>The assignment is voided.</source>
            <translation>Tilldelningen är makulerad.</translation>
        </message>
    </context>
    <context>
        <name>WaitsMessage</name>
        <message>
            <source>{check}: below expectation.</source>
            <translation>{check}: under förväntan.</translation>
        </message>
        <message>
            <source>It stays until one action is chosen; nothing is stopped by it.</source>
            <translation>Det står kvar tills en åtgärd är vald; inget hindras av det.</translation>
        </message>
        <message>
            <source>Inactivity ladder: {step}.</source>
            <translation>Inaktivitetstrappa: {step}.</translation>
        </message>
        <message>
            <source>&amp;Show the course</source>
            <translation>Visa &amp;förloppet</translation>
        </message>
    </context>
    <context>
        <name>WaiveForm</name>
        <message>
            <source>Reason</source>
            <translation>Skäl</translation>
        </message>
        <message>
            <source>&amp;Charge after all</source>
            <translation>&amp;Debitera ändå</translation>
        </message>
        <message>
            <source>Do &amp;not charge</source>
            <translation>Debitera &amp;inte</translation>
        </message>
        <message>
            <source>The contact is charged after all.</source>
            <translation>Kontakten debiteras ändå.</translation>
        </message>
        <message>
            <source>The contact is not charged; the reason stands in the list.</source>
            <translation>Kontakten debiteras inte; skälet står i listan.</translation>
        </message>
    </context>
    <context>
        <name>WeeksPane</name>
        <message>
            <source>Weeks</source>
            <translation>Veckor</translation>
        </message>
        <message>
            <source>{opened} of {all} sections open</source>
            <translation>{opened} av {all} avsnitt öppna</translation>
        </message>
        <message>
            <source>Paused, back {day}</source>
            <translation>Pausad, åter {day}</translation>
        </message>
        <message>
            <source>Ended {day}: {reason}</source>
            <translation>Avslutad {day}: {reason}</translation>
        </message>
        <message>
            <source>Feedback {day}, {minutes} min</source>
            <translation>Återkoppling {day}, {minutes} min</translation>
        </message>
        <message>
            <source>measure missing</source>
            <translation>mått saknas</translation>
        </message>
        <message>
            <source>Sent in {day}</source>
            <translation>Inskickat {day}</translation>
        </message>
        <message numerus="yes">
            <source>draft of %n word(s)</source>
            <translation>
                <numerusform>utkast %n ord</numerusform>
                <numerusform>utkast %n ord</numerusform>
            </translation>
        </message>
        <message>
            <source>Opens when week {number} is signed</source>
            <translation>Öppnas när vecka {number} är signerad</translation>
        </message>
        <message>
            <source>Waits for feedback</source>
            <translation>Väntar på återkoppling</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Klar</translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) late</source>
            <translation>
                <numerusform>%n dag sen</numerusform>
                <numerusform>%n dagar sen</numerusform>
            </translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Öppet</translation>
        </message>
        <message>
            <source>Locked</source>
            <translation>Låst</translation>
        </message>
    </context>
</TS>
