<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv" sourcelanguage="en">
    <context>
        <name>AnswerGrid</name>
        <message>
            <source>Answer {low}–{high}, the digit moves on</source>
            <translation>Svar {low}–{high}, siffran går vidare till nästa</translation>
        </message>
        <message>
            <source>No.</source>
            <translation>Nr</translation>
        </message>
        <message>
            <source>Topic</source>
            <translation>Ämne</translation>
        </message>
        <message>
            <source>Item {number} has the answers {allowed}. Nothing was changed.</source>
            <translation>Fråga {number} har svaren {allowed}. Inget ändrades.</translation>
        </message>
        <message>
            <source>no answer</source>
            <translation>inget svar</translation>
        </message>
        <message>
            <source>Item {number} was {first} the first time. Compare with the paper.</source>
            <translation>Fråga {number} var {first} första gången. Jämför med blanketten.</translation>
        </message>
    </context>
    <context>
        <name>Autosave</name>
        <message>
            <source>Draft saved {time}</source>
            <translation>Utkast sparat {time}</translation>
        </message>
    </context>
    <context>
        <name>Banner</name>
        <message>
            <source>Crisis</source>
            <translation>Kris</translation>
        </message>
    </context>
    <context>
        <name>ChartView</name>
        <message>
            <source>Course chart</source>
            <translation>Förloppsdiagram</translation>
        </message>
    </context>
    <context>
        <name>CourseChart</name>
        <message>
            <source>Week</source>
            <translation>Vecka</translation>
        </message>
        <message>
            <source>Week {week}</source>
            <translation>Vecka {week}</translation>
        </message>
        <message>
            <source>start</source>
            <translation>start</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Start</translation>
        </message>
        <message>
            <source>End</source>
            <translation>Avslut</translation>
        </message>
        <message>
            <source>Pause: {words}</source>
            <translation>Paus: {words}</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Idag</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>Händelser</translation>
        </message>
        <message>
            <source>Sections</source>
            <translation>Avsnitt</translation>
        </message>
        <message>
            <source>Section {number}</source>
            <translation>Avsnitt {number}</translation>
        </message>
        <message>
            <source>Question {item}</source>
            <translation>Fråga {item}</translation>
        </message>
        <message>
            <source>{measure} question {item}</source>
            <translation>{measure} fråga {item}</translation>
        </message>
        <message>
            <source>Flag from {limit}</source>
            <translation>Flagga från {limit}</translation>
        </message>
        <message>
            <source>missing</source>
            <translation>saknas</translation>
        </message>
        <message>
            <source>Missing</source>
            <translation>Saknas</translation>
        </message>
        <message>
            <source>No measurement yet</source>
            <translation>Ingen mätning än</translation>
        </message>
        <message>
            <source>levels for guidance</source>
            <translation>nivåer vägledande</translation>
        </message>
    </context>
    <context>
        <name>DemoBand</name>
        <message>
            <source>TRAINING</source>
            <translation>ÖVNINGSLÄGE</translation>
        </message>
        <message>
            <source>Invented patients. Nothing you do here affects the clinic.</source>
            <translation>Påhittade patienter. Inget du gör här påverkar kliniken.</translation>
        </message>
    </context>
    <context>
        <name>Eye</name>
        <message>
            <source>Hide password</source>
            <translation>Dölj lösenordet</translation>
        </message>
        <message>
            <source>Show password</source>
            <translation>Visa lösenordet</translation>
        </message>
    </context>
    <context>
        <name>FaultWords</name>
        <message>
            <source>it is missing</source>
            <translation>det saknas</translation>
        </message>
        <message>
            <source>{0} is missing</source>
            <translation>{0} saknas</translation>
        </message>
        <message>
            <source>no such name is known; it may be misspelt</source>
            <translation>det finns inget sådant namn; det kan vara felstavat</translation>
        </message>
        <message>
            <source>no reason opens the door {0}</source>
            <translation>inget skäl öppnar dörren {0}</translation>
        </message>
        <message>
            <source>it must not be empty</source>
            <translation>det får inte vara tomt</translation>
        </message>
        <message>
            <source>it must be a text between quotation marks</source>
            <translation>det ska vara en text inom citattecken</translation>
        </message>
        <message>
            <source>it must be a whole number</source>
            <translation>det ska vara ett heltal</translation>
        </message>
        <message>
            <source>it must be a number</source>
            <translation>det ska vara ett tal</translation>
        </message>
        <message>
            <source>it must be true or false</source>
            <translation>det ska vara true eller false</translation>
        </message>
        <message>
            <source>it must be a date, as 2026-10-08</source>
            <translation>det ska vara ett datum, som 2026-10-08</translation>
        </message>
        <message>
            <source>it must be a list in square brackets</source>
            <translation>det ska vara en lista inom hakparentes</translation>
        </message>
        <message>
            <source>it must be a part of its own in square brackets</source>
            <translation>det ska vara en egen del inom hakparentes</translation>
        </message>
        <message>
            <source>it must be written as {0}</source>
            <translation>det ska skrivas som {0}</translation>
        </message>
        <message>
            <source>no such key is known; it may be misspelt</source>
            <translation>nyckeln är okänd; den kan vara felstavad</translation>
        </message>
        <message>
            <source>the line cannot be read: a quotation mark, = or bracket may be missing</source>
            <translation>raden går inte att läsa: ett citattecken, = eller en parentes kan saknas</translation>
        </message>
        <message>
            <source>the file is missing, empty or no text file</source>
            <translation>filen saknas, är tom eller är ingen textfil</translation>
        </message>
        <message>
            <source>the folder holds no files</source>
            <translation>mappen är tom</translation>
        </message>
        <message>
            <source>it must be one of: {0}</source>
            <translation>det ska vara något av: {0}</translation>
        </message>
        <message>
            <source>it must be {0}: levels meet without gap or overlap</source>
            <translation>det ska vara {0}: nivåer möts utan glapp eller överlapp</translation>
        </message>
        <message>
            <source>it must be {0}: the questions stand in order from 1</source>
            <translation>det ska vara {0}: frågorna står i ordning från 1</translation>
        </message>
        <message>
            <source>there must be {0} questions</source>
            <translation>det ska vara {0} frågor</translation>
        </message>
        <message>
            <source>no questionnaire is called {0}</source>
            <translation>inget formulär heter {0}</translation>
        </message>
        <message>
            <source>it must be {0}, as the file is called</source>
            <translation>det ska vara {0}, som filen heter</translation>
        </message>
        <message>
            <source>it names no questionnaire</source>
            <translation>inget formulär är angivet</translation>
        </message>
        <message>
            <source>it must be {0}, each once</source>
            <translation>det ska vara {0}, var och en en gång</translation>
        </message>
        <message>
            <source>the row {0} is missing</source>
            <translation>raden {0} saknas</translation>
        </message>
        <message>
            <source>it must be kinds of medicine</source>
            <translation>det ska vara slag av läkemedel</translation>
        </message>
        <message>
            <source>no such condition is known</source>
            <translation>ett sådant villkor finns inte</translation>
        </message>
        <message>
            <source>no such outcome is known</source>
            <translation>ett sådant utfall finns inte</translation>
        </message>
        <message>
            <source>no such rule is known</source>
            <translation>en sådan regel finns inte</translation>
        </message>
        <message>
            <source>this file has no such source</source>
            <translation>filen har ingen sådan källa</translation>
        </message>
        <message>
            <source>a brace is opened and never closed</source>
            <translation>en klammer öppnas men stängs inte</translation>
        </message>
        <message>
            <source>it names facts that are not known: {0}</source>
            <translation>uppgiften finns inte: {0}</translation>
        </message>
        <message>
            <source>the list must be there, each code once</source>
            <translation>listan ska finnas, varje kod en gång</translation>
        </message>
        <message>
            <source>it must be feedback or contact</source>
            <translation>det ska vara feedback eller contact</translation>
        </message>
        <message>
            <source>the years must rise from row to row</source>
            <translation>åren ska stiga från rad till rad</translation>
        </message>
        <message>
            <source>it is needed where the fee counts towards it</source>
            <translation>det behövs när avgiften räknas dit</translation>
        </message>
        <message>
            <source>a profile is no total: write it as a part of its own</source>
            <translation>en profil är ingen summa: skriv den som en egen del</translation>
        </message>
        <message>
            <source>it names a question that the form does not have</source>
            <translation>frågan finns inte i formuläret</translation>
        </message>
        <message>
            <source>it names a question twice</source>
            <translation>en fråga står två gånger</translation>
        </message>
        <message>
            <source>at least one question must be answered</source>
            <translation>minst en fråga ska vara besvarad</translation>
        </message>
        <message>
            <source>it names no question, or a reversed one</source>
            <translation>ingen fråga är angiven, eller en omvänd</translation>
        </message>
        <message>
            <source>a rule on the total needs a form with a sum</source>
            <translation>en regel om summan kräver ett formulär med summa</translation>
        </message>
        <message>
            <source>at least one question must concern everybody</source>
            <translation>minst en fråga ska gälla alla</translation>
        </message>
        <message>
            <source>it must be answered questions beside those left out</source>
            <translation>det ska vara besvarade frågor bredvid de överhoppade</translation>
        </message>
        <message>
            <source>a profile needs answers from 0 to 8</source>
            <translation>en profil kräver svar från 0 till 8</translation>
        </message>
        <message>
            <source>the questions have different ranges: a missing answer cannot be made up for</source>
            <translation>frågorna har olika skalor: ett svar som saknas kan inte ersättas</translation>
        </message>
        <message>
            <source>at most one figure may be in use</source>
            <translation>högst en siffra får gälla</translation>
        </message>
        <message>
            <source>at most one cut-off may be in use for each sex</source>
            <translation>högst ett gränsvärde får gälla för varje kön</translation>
        </message>
        <message>
            <source>levels need a form with a sum</source>
            <translation>nivåer kräver ett formulär med summa</translation>
        </message>
        <message>
            <source>uncertain levels need a sentence that says so</source>
            <translation>osäkra nivåer behöver en mening som säger det</translation>
        </message>
        <message>
            <source>no worked example stands at {0}, where the risk rule {1} alone begins</source>
            <translation>inget räknat exempel står på {0}, där enbart riskregeln {1} börjar</translation>
        </message>
        <message>
            <source>no worked example shows that the total is rounded</source>
            <translation>inget räknat exempel visar att summan avrundas</translation>
        </message>
        <message>
            <source>no worked example leaves out the questions {0}</source>
            <translation>inget räknat exempel hoppar över frågorna {0}</translation>
        </message>
        <message>
            <source>no worked example leaves out question {0}, which may not concern the patient</source>
            <translation>inget räknat exempel lämnar fråga {0}, som kanske inte gäller patienten</translation>
        </message>
        <message>
            <source>no worked example has {0} unanswered in the part {1}</source>
            <translation>inget räknat exempel har {0} obesvarade i delen {1}</translation>
        </message>
        <message>
            <source>it must be above the minimum, and both at least 0</source>
            <translation>det ska vara över minimum, och båda minst 0</translation>
        </message>
        <message>
            <source>the values must rise from 0 or more</source>
            <translation>värdena ska stiga från 0 eller mer</translation>
        </message>
        <message>
            <source>exactly one of at_least, more_than and rise must be there</source>
            <translation>exakt en av at_least, more_than och rise ska finnas</translation>
        </message>
        <message>
            <source>it must be 1 or more</source>
            <translation>det ska vara 1 eller mer</translation>
        </message>
        <message>
            <source>it must be above 0</source>
            <translation>det ska vara över 0</translation>
        </message>
        <message>
            <source>an uncertain figure may be listed, never in use</source>
            <translation>en osäker siffra får stå i listan men inte gälla</translation>
        </message>
        <message>
            <source>an example has either a total or unscored = true</source>
            <translation>ett exempel har antingen en summa eller unscored = true</translation>
        </message>
        <message>
            <source>it must be male or female</source>
            <translation>det ska vara male eller female</translation>
        </message>
        <message>
            <source>it must be patient or guardian</source>
            <translation>det ska vara patient eller guardian</translation>
        </message>
        <message>
            <source>a program is exposure or sleep treatment, never both</source>
            <translation>ett program är exponering eller sömnbehandling, aldrig båda</translation>
        </message>
        <message>
            <source>it must be above 0 and not above minutes_high</source>
            <translation>det ska vara över 0 och inte över minutes_high</translation>
        </message>
        <message>
            <source>it names a diagnosis that the program does not have</source>
            <translation>programmet har inte diagnosen</translation>
        </message>
        <message>
            <source>it must be {0}, in this order</source>
            <translation>det ska vara {0}, i den ordningen</translation>
        </message>
        <message>
            <source>it must be states of a referral</source>
            <translation>det ska vara statusord för en remiss</translation>
        </message>
        <message>
            <source>it must be {0}</source>
            <translation>det ska vara {0}</translation>
        </message>
        <message>
            <source>it must be {0} to {1}</source>
            <translation>det ska vara {0} till {1}</translation>
        </message>
        <message>
            <source>the file's own rules give another figure for this example</source>
            <translation>filens egna regler ger ett annat tal för exemplet</translation>
        </message>
        <message>
            <source>by the file's own rules it gives {0}</source>
            <translation>filens egna regler ger {0}</translation>
        </message>
        <message>
            <source>the questions give {0}</source>
            <translation>frågorna ger {0}</translation>
        </message>
        <message>
            <source>the form cannot hold the answer to question {0}</source>
            <translation>formuläret kan inte ha svaret på fråga {0}</translation>
        </message>
        <message>
            <source>no worked example has the total {0}, where a level begins or ends</source>
            <translation>inget räknat exempel har summan {0}, där en nivå börjar eller slutar</translation>
        </message>
        <message>
            <source>no worked example reaches the limit {0}</source>
            <translation>inget räknat exempel når gränsen {0}</translation>
        </message>
        <message>
            <source>no worked example stands just under the limit {0}</source>
            <translation>inget räknat exempel ligger strax under gränsen {0}</translation>
        </message>
        <message>
            <source>no worked example stands at {0}, where the risk rule {1} begins</source>
            <translation>inget räknat exempel ligger på {0}, där riskregeln {1} börjar</translation>
        </message>
        <message>
            <source>no worked example stands at {0}, just below the risk rule {1}</source>
            <translation>inget räknat exempel ligger på {0}, strax under riskregeln {1}</translation>
        </message>
        <message>
            <source>no worked example has {0} unanswered questions</source>
            <translation>inget räknat exempel har {0} obesvarade frågor</translation>
        </message>
        <message>
            <source>no two worked examples show that question {0} is reversed</source>
            <translation>inga två räknade exempel visar att fråga {0} är omvänd</translation>
        </message>
        <message>
            <source>no worked example has the part {0}</source>
            <translation>inget räknat exempel har delen {0}</translation>
        </message>
        <message>
            <source>the risk rule {0} of the program is missing or looser; it may only be stricter</source>
            <translation>programmets riskregel {0} saknas eller är mildare; den får bara vara strängare</translation>
        </message>
        <message>
            <source>it must not be above {0}, the limit of the program; it may be lower</source>
            <translation>det får inte vara över {0}, programmets gräns; det får vara lägre</translation>
        </message>
        <message>
            <source>it must not be below {0}</source>
            <translation>det får inte vara under {0}</translation>
        </message>
        <message>
            <source>it must not be above {0}</source>
            <translation>det får inte vara över {0}</translation>
        </message>
        <message>
            <source>version {0} is kept already with another content: give it a new version</source>
            <translation>version {0} finns redan med annat innehåll: ge den en ny version</translation>
        </message>
        <message>
            <source>a text holds a hidden sign</source>
            <translation>en text innehåller ett dolt tecken</translation>
        </message>
        <message>
            <source>a text has more than {0} signs</source>
            <translation>en text har fler än {0} tecken</translation>
        </message>
        <message>
            <source>the file has more than {0} signs</source>
            <translation>filen har fler än {0} tecken</translation>
        </message>
        <message>
            <source>it must be small letters a to z, digits and hyphens</source>
            <translation>det ska vara små bokstäver a till z, siffror och bindestreck</translation>
        </message>
        <message>
            <source>a link begins with https:// or file:/// and holds no spaces</source>
            <translation>en länk börjar med https:// eller file:/// och har inga mellanslag</translation>
        </message>
        <message>
            <source>the same name stands twice</source>
            <translation>samma namn står två gånger</translation>
        </message>
        <message>
            <source>no form in use has the code {0}</source>
            <translation>inget formulär i bruk har koden {0}</translation>
        </message>
        <message>
            <source>no form in use has this code</source>
            <translation>inget formulär i bruk har koden</translation>
        </message>
        <message>
            <source>no total can reach it, or all do</source>
            <translation>ingen summa kan nå den, eller alla gör det</translation>
        </message>
        <message>
            <source>an uncertain figure needs a note that says why</source>
            <translation>ett osäkert tal behöver en anmärkning som säger varför</translation>
        </message>
        <message>
            <source>the days must rise from step to step</source>
            <translation>dagarna ska stiga från steg till steg</translation>
        </message>
        <message>
            <source>line {line}</source>
            <translation>rad {line}</translation>
        </message>
    </context>
    <context>
        <name>FieldBlock</name>
        <message>
            <source>optional</source>
            <translation>valfritt</translation>
        </message>
        <message>
            <source>Choose something here.</source>
            <translation>Välj något här.</translation>
        </message>
    </context>
    <context>
        <name>Meanwhile</name>
        <message>
            <source>{field}: theirs ”{theirs}”, yours ”{mine}”</source>
            <translation>{field}: den andra har ”{theirs}”, du har ”{mine}”</translation>
        </message>
        <message>
            <source>What you wrote is still here: press once more if it is to hold.</source>
            <translation>Det du skrev finns kvar här: tryck en gång till om det ska gälla.</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>inget</translation>
        </message>
    </context>
    <context>
        <name>PartsPage</name>
        <message>
            <source>Outcome words: always shape, word and tone</source>
            <translation>Utfallsord: alltid form, ord och ton</translation>
        </message>
        <message>
            <source>Buttons: one primary per surface</source>
            <translation>Knappar: en primär per yta</translation>
        </message>
        <message>
            <source>Fields: error, focus, optional</source>
            <translation>Fält: fel, fokus, valfritt</translation>
        </message>
        <message>
            <source>Choices, digits</source>
            <translation>Val, siffror</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Förlopp</translation>
        </message>
        <message>
            <source>Care guarantee and time</source>
            <translation>Vårdgaranti och tid</translation>
        </message>
        <message>
            <source>Rows: urgent, chosen with focus, plain</source>
            <translation>Rader: brådskande, vald med fokus, vanlig</translation>
        </message>
        <message>
            <source>Met</source>
            <translation>Uppfyllt</translation>
        </message>
        <message>
            <source>Observe</source>
            <translation>Obs</translation>
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
            <source>Not met</source>
            <translation>Inte uppfyllt</translation>
        </message>
        <message>
            <source>Hinders</source>
            <translation>Hindrar</translation>
        </message>
        <message>
            <source>Acute</source>
            <translation>Akut</translation>
        </message>
        <message>
            <source>83 days left</source>
            <translation>83 dagar kvar</translation>
        </message>
        <message>
            <source>9 days left</source>
            <translation>9 dagar kvar</translation>
        </message>
        <message>
            <source>4 days over</source>
            <translation>4 dagar över</translation>
        </message>
        <message>
            <source>Own wait</source>
            <translation>Egen väntan</translation>
        </message>
        <message>
            <source>Today 16:00</source>
            <translation>Idag 16:00</translation>
        </message>
        <message>
            <source>Focus</source>
            <translation>Fokus</translation>
        </message>
        <message>
            <source>Sign</source>
            <translation>Signera</translation>
        </message>
        <message>
            <source>Register referral</source>
            <translation>Registrera remiss</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Avbryt</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Öppna</translation>
        </message>
        <message>
            <source>Void</source>
            <translation>Makulera</translation>
        </message>
        <message>
            <source>Date received</source>
            <translation>Inkomstdatum</translation>
        </message>
        <message>
            <source>31 November does not exist.</source>
            <translation>31 november finns inte.</translation>
        </message>
        <message>
            <source>Start date</source>
            <translation>Startdatum</translation>
        </message>
        <message>
            <source>today</source>
            <translation>idag</translation>
        </message>
        <message>
            <source>Thursday 8 October, week 41</source>
            <translation>torsdag 8 oktober, v. 41</translation>
        </message>
        <message>
            <source>Reserve number</source>
            <translation>Reservnummer</translation>
        </message>
        <message>
            <source>e.g. 22950606-FH20</source>
            <translation>t.ex. 22950606-FH20</translation>
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
            <source>Unsure</source>
            <translation>Oklart</translation>
        </message>
        <message>
            <source>Example</source>
            <translation>Exempel</translation>
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
            <source>Read</source>
            <translation>Läst</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>Skriv ut</translation>
        </message>
        <message>
            <source>Cancel at any time. Nothing is changed.</source>
            <translation>Avbryt när som helst. Inget ändras.</translation>
        </message>
        <message>
            <source>Reading the copy back: 148 of 212 patients</source>
            <translation>Återläser kopian: 148 av 212 patienter</translation>
        </message>
        <message>
            <source>Due</source>
            <translation>Förfaller</translation>
        </message>
        <message>
            <source>Patient</source>
            <translation>Patient</translation>
        </message>
        <message>
            <source>To do</source>
            <translation>Att göra</translation>
        </message>
        <message>
            <source>Responsible</source>
            <translation>Ansvarig</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Idag</translation>
        </message>
        <message>
            <source>In 2 days</source>
            <translation>Om 2 dagar</translation>
        </message>
        <message>
            <source>Needs contact today</source>
            <translation>Behöver kontakt idag</translation>
        </message>
        <message>
            <source>Write feedback, week 3</source>
            <translation>Skriv återkoppling, vecka 3</translation>
        </message>
        <message>
            <source>Missing measurement, week 6</source>
            <translation>Saknad mätning, vecka 6</translation>
        </message>
        <message>
            <source>No open referrals</source>
            <translation>Inga öppna remisser</translation>
        </message>
        <message>
            <source>When a referral comes in you register it here.</source>
            <translation>När en remiss kommer in registrerar du den här.</translation>
        </message>
        <message>
            <source>New referral</source>
            <translation>Ny remiss</translation>
        </message>
        <message>
            <source>The network folder does not answer.</source>
            <translation>Nätverksmappen svarar inte.</translation>
        </message>
        <message>
            <source>You can read but not save. What you wrote is still here.</source>
            <translation>Du kan läsa men inte spara. Det du skrev finns kvar här.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Försök igen</translation>
        </message>
        <message>
            <source>Empty state</source>
            <translation>Tomt läge</translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>Meddelanden</translation>
        </message>
        <message>
            <source>Dialog: only what cannot be undone</source>
            <translation>Dialog: bara det som inte kan ångras</translation>
        </message>
        <message>
            <source>Void the assignment?</source>
            <translation>Makulera tilldelningen?</translation>
        </message>
        <message>
            <source>The history remains. It cannot be undone after today.</source>
            <translation>Historiken finns kvar. Det går inte att ångra efter idag.</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Behåll</translation>
        </message>
    </context>
    <context>
        <name>PasswordEdit</name>
        <message>
            <source>&amp;Paste</source>
            <translation>&amp;Klistra in</translation>
        </message>
    </context>
    <context>
        <name>Progress</name>
        <message>
            <source>Cancel</source>
            <translation>Avbryt</translation>
        </message>
    </context>
    <context>
        <name>Toast</name>
        <message>
            <source>Undo</source>
            <translation>Ångra</translation>
        </message>
    </context>
    <context>
        <name>_ItemRow</name>
        <message>
            <source>Flag</source>
            <translation>Flagga</translation>
        </message>
        <message>
            <source>no answer</source>
            <translation>inget svar</translation>
        </message>
        <message>
            <source>unchanged</source>
            <translation>oförändrat</translation>
        </message>
    </context>
    <context>
        <name>person</name>
        <message>
            <source>Protected identity</source>
            <translation>Skyddade personuppgifter</translation>
        </message>
        <message>
            <source>The clinic</source>
            <translation>Kliniken</translation>
        </message>
    </context>
    <context>
        <name>problems</name>
        <message>
            <source>The answer does not fit the form</source>
            <translation>Svaret passar inte formuläret</translation>
        </message>
        <message>
            <source>Compare item {item} with the paper and type a digit that it has.</source>
            <translation>Jämför fråga {item} med blanketten och skriv en siffra som finns där.</translation>
        </message>
        <message>
            <source>The identity number is not right</source>
            <translation>Personnumret stämmer inte</translation>
        </message>
        <message>
            <source>Compare the number with the referral, digit by digit.</source>
            <translation>Jämför numret med remissen, siffra för siffra.</translation>
        </message>
        <message>
            <source>One value cannot be kept as written</source>
            <translation>Ett värde går inte att spara som det är skrivet</translation>
        </message>
        <message>
            <source>What you wrote is still here. Change it and try again.</source>
            <translation>Det du skrev finns kvar. Ändra och försök igen.</translation>
        </message>
        <message>
            <source>A file of the program cannot be used</source>
            <translation>En av programmets filer går inte att använda</translation>
        </message>
        <message>
            <source>{file}, {key}: {reason}. Install the program again or restore the file.</source>
            <translation>{file}, {key}: {reason}. Installera programmet igen eller återställ filen.</translation>
        </message>
        <message>
            <source>Your role does not include this</source>
            <translation>Din roll omfattar inte det här</translation>
        </message>
        <message>
            <source>Ask a colleague with that role. The attempt is noted in the log.</source>
            <translation>Fråga en kollega som har den rollen. Försöket är noterat i loggen.</translation>
        </message>
        <message>
            <source>The record opens for a reason</source>
            <translation>Journalen öppnas bara med ett skäl</translation>
        </message>
        <message>
            <source>Open the patient first and say why; the reason stands in the log.</source>
            <translation>Öppna patienten först och säg varför; skälet står i loggen.</translation>
        </message>
        <message>
            <source>You are no longer signed in</source>
            <translation>Du är inte längre inloggad</translation>
        </message>
        <message>
            <source>Your way in or your role was changed. Sign in again; if that does not work, ask an administrator.</source>
            <translation>Din inloggning eller din roll har ändrats. Logga in igen; går det inte, fråga en administratör.</translation>
        </message>
        <message>
            <source>That step cannot be taken from here</source>
            <translation>Det steget går inte att ta härifrån</translation>
        </message>
        <message>
            <source>Somebody may have changed it meanwhile. Open it again to see where it stands.</source>
            <translation>Någon kan ha ändrat under tiden. Öppna igen och se hur det ligger till.</translation>
        </message>
        <message>
            <source>Something is still missing</source>
            <translation>Något saknas</translation>
        </message>
        <message>
            <source>Fill in what is marked as missing and try again.</source>
            <translation>Fyll i det som är markerat som saknat och försök igen.</translation>
        </message>
        <message>
            <source>A clinical rule says no</source>
            <translation>En klinisk regel säger nej</translation>
        </message>
        <message>
            <source>Rule {rule} is not met. Open the rule to read what it asks for.</source>
            <translation>Regel {rule} är inte uppfylld. Öppna regeln och läs vad den kräver.</translation>
        </message>
        <message>
            <source>It is not there any more</source>
            <translation>Det finns inte längre</translation>
        </message>
        <message>
            <source>Somebody may have moved or removed it. Go back to the list and look again.</source>
            <translation>Någon kan ha flyttat eller tagit bort det. Gå tillbaka till listan och titta igen.</translation>
        </message>
        <message>
            <source>Changed elsewhere meanwhile</source>
            <translation>Ändrat på annat håll under tiden</translation>
        </message>
        <message>
            <source>{changed_by} changed the same thing {changed_at}. Compare and choose.</source>
            <translation>{changed_by} ändrade samma sak {changed_at}. Jämför och välj vad som ska gälla.</translation>
        </message>
        <message>
            <source>The text is signed</source>
            <translation>Texten är signerad</translation>
        </message>
        <message>
            <source>A signed text is never changed. Write a new version; both stay readable.</source>
            <translation>En signerad text ändras aldrig. Skriv en ny version, båda går att läsa.</translation>
        </message>
        <message>
            <source>Signing in did not work</source>
            <translation>Inloggningen gick inte</translation>
        </message>
        <message>
            <source>Check the user name and the password.</source>
            <translation>Kontrollera användarnamn och lösenord.</translation>
        </message>
        <message>
            <source>Too many attempts</source>
            <translation>För många försök</translation>
        </message>
        <message>
            <source>Wait {seconds} seconds and try again. Nothing is lost.</source>
            <translation>Vänta {seconds} sekunder och försök igen. Inget går förlorat.</translation>
        </message>
        <message>
            <source>Choose another password</source>
            <translation>Välj ett annat lösenord</translation>
        </message>
        <message>
            <source>It needs at least {minimum} characters. A sentence of a few words works well.</source>
            <translation>Det behöver minst {minimum} tecken. En mening på några ord fungerar bra.</translation>
        </message>
        <message>
            <source>The computer has too little memory free</source>
            <translation>Datorn har för lite ledigt minne</translation>
        </message>
        <message>
            <source>Close other programs and try again. Trying a password takes {megabytes} MB.</source>
            <translation>Stäng andra program och försök igen. Att pröva ett lösenord tar {megabytes} MB.</translation>
        </message>
        <message>
            <source>This computer needs its code</source>
            <translation>Den här datorn behöver sin kod</translation>
        </message>
        <message>
            <source>Type the device code from the clinic's paper.</source>
            <translation>Skriv enhetskoden från klinikens papper.</translation>
        </message>
        <message>
            <source>The key does not fit this clinic</source>
            <translation>Nyckeln hör inte till den här kliniken</translation>
        </message>
        <message>
            <source>Check that the paper belongs to this clinic and is the latest one.</source>
            <translation>Kontrollera att papperet hör till den här kliniken och är det senaste.</translation>
        </message>
        <message>
            <source>One group of the key is mistyped</source>
            <translation>En grupp i nyckeln är felskriven</translation>
        </message>
        <message>
            <source>Compare group {group} with the paper.</source>
            <translation>Jämför grupp {group} med papperet.</translation>
        </message>
        <message>
            <source>A part of the clinic is missing</source>
            <translation>En del av kliniken saknas</translation>
        </message>
        <message>
            <source>The database does not lie beside its keys. Restore a backup.</source>
            <translation>Databasen ligger inte bredvid sina nycklar. Återställ en säkerhetskopia.</translation>
        </message>
        <message>
            <source>The clinic's files are damaged</source>
            <translation>Klinikens filer är skadade</translation>
        </message>
        <message>
            <source>Restore the latest backup and compare it with what was done since.</source>
            <translation>Återställ den senaste säkerhetskopian och jämför med det som gjorts sedan dess.</translation>
        </message>
        <message>
            <source>The key file is not the one that the program wrote last</source>
            <translation>Nyckelfilen är inte den som programmet skrev senast</translation>
        </message>
        <message>
            <source>An administrator signs in and decides first. Until then no way in is changed.</source>
            <translation>En administratör loggar in och bestämmer först. Till dess ändras ingen inloggning.</translation>
        </message>
        <message>
            <source>The clinic was last opened by a newer version</source>
            <translation>Kliniken öppnades senast av en nyare version</translation>
        </message>
        <message>
            <source>Install the newest version of the program on this computer. Nothing was changed.</source>
            <translation>Installera den nyaste versionen av programmet på den här datorn. Inget har ändrats.</translation>
        </message>
        <message>
            <source>The program was locked meanwhile</source>
            <translation>Programmet låstes under tiden</translation>
        </message>
        <message>
            <source>Unlock it, look at what was done, and try again.</source>
            <translation>Lås upp, se efter vad som hann göras och försök igen.</translation>
        </message>
        <message>
            <source>The clinic is already open</source>
            <translation>Kliniken är redan öppen</translation>
        </message>
        <message>
            <source>Close the other window of the program, or wait until the other computer is done.</source>
            <translation>Stäng programmets andra fönster, eller vänta tills den andra datorn är klar.</translation>
        </message>
        <message>
            <source>The disk is full</source>
            <translation>Disken är full</translation>
        </message>
        <message>
            <source>What you wrote is still here, nothing is half-saved. Make room and try again.</source>
            <translation>Det du skrev finns kvar här, inget är halvsparat. Frigör plats och försök igen.</translation>
        </message>
        <message>
            <source>The disk does not do what it is asked</source>
            <translation>Disken svarar inte som den ska</translation>
        </message>
        <message>
            <source>What you wrote is still here, nothing is half-saved. Try again; if it comes back, make a backup on another disk and have this one looked at.</source>
            <translation>Det du skrev finns kvar här, inget är halvsparat. Försök igen; kommer det tillbaka, gör en säkerhetskopia på en annan disk och låt någon se över den här.</translation>
        </message>
        <message>
            <source>The folder cannot be written</source>
            <translation>Det går inte att skriva i mappen</translation>
        </message>
        <message>
            <source>You can read but not save. What you wrote is still here.</source>
            <translation>Du kan läsa men inte spara. Det du skrev finns kvar här.</translation>
        </message>
        <message>
            <source>The folder does not suit a clinic</source>
            <translation>Mappen passar inte för en klinik</translation>
        </message>
        <message>
            <source>Choose a folder on this computer's own disk.</source>
            <translation>Välj en mapp på datorns egen disk.</translation>
        </message>
        <message>
            <source>The computer did not pass the safety test</source>
            <translation>Datorn klarade inte säkerhetsprovet</translation>
        </message>
        <message>
            <source>Patient data stay closed. Install the program again.</source>
            <translation>Patientuppgifterna förblir stängda. Installera programmet igen.</translation>
        </message>
        <message>
            <source>The backup cannot be used</source>
            <translation>Säkerhetskopian går inte att använda</translation>
        </message>
        <message>
            <source>Choose another backup.</source>
            <translation>Välj en annan säkerhetskopia.</translation>
        </message>
        <message>
            <source>The file cannot be attached</source>
            <translation>Filen går inte att bifoga</translation>
        </message>
        <message>
            <source>Choose a PDF or a picture of the referral.</source>
            <translation>Välj en PDF eller en bild av remissen.</translation>
        </message>
        <message>
            <source>The text holds signs that cannot be printed</source>
            <translation>Texten har tecken som inte går att skriva ut</translation>
        </message>
        <message>
            <source>Replace these signs: {signs}</source>
            <translation>Byt ut de här tecknen: {signs}</translation>
        </message>
        <message>
            <source>The document is too long</source>
            <translation>Dokumentet är för långt</translation>
        </message>
        <message>
            <source>It would run over {limit} pages. Shorten the longest text and try again.</source>
            <translation>Det skulle bli längre än {limit} sidor. Korta den längsta texten och försök igen.</translation>
        </message>
        <message>
            <source>The number of answers differs from the form. Check that it is the right form.</source>
            <translation>Antalet svar stämmer inte med formuläret. Kontrollera att det är rätt formulär.</translation>
        </message>
        <message>
            <source>It is on the list of common passwords. A sentence of a few words works well.</source>
            <translation>Det står på listan över vanliga lösenord. En mening på några ord fungerar bra.</translation>
        </message>
        <message>
            <source>It is longer than can be kept. Shorten it a little.</source>
            <translation>Det är längre än vad som går att spara. Korta det lite.</translation>
        </message>
        <message>
            <source>The clinic's file was moved or removed while the program was open. Nothing is saved until it lies in its place again. What you wrote is still here.</source>
            <translation>Klinikens fil flyttades eller togs bort medan programmet var öppet. Inget sparas förrän den ligger på sin plats igen. Det du skrev finns kvar här.</translation>
        </message>
        <message>
            <source>The keys do not lie beside the database. Restore a backup.</source>
            <translation>Nycklarna ligger inte bredvid databasen. Återställ en säkerhetskopia.</translation>
        </message>
        <message>
            <source>The encryption library is missing or too old. Install the program again.</source>
            <translation>Krypteringsbiblioteket saknas eller är för gammalt. Installera programmet igen.</translation>
        </message>
        <message>
            <source>The cryptography that the encryption library brings is too old. Install the newest version of the program.</source>
            <translation>Kryptografin som krypteringsbiblioteket för med sig är för gammal. Installera den senaste versionen av programmet.</translation>
        </message>
        <message>
            <source>The database library has a fault that can damage files. Install the newest version of the program.</source>
            <translation>Databasbiblioteket har ett fel som kan skada filer. Installera den senaste versionen av programmet.</translation>
        </message>
        <message>
            <source>The database did not take its safety settings. Restart the computer, then install the program again.</source>
            <translation>Databasen tog inte emot sina säkerhetsinställningar. Starta om datorn och installera sedan programmet igen.</translation>
        </message>
        <message>
            <source>The database would let a statement through that it must refuse. Install the program again.</source>
            <translation>Databasen skulle släppa igenom något som den måste neka. Installera programmet igen.</translation>
        </message>
        <message>
            <source>The clinic's file is not encrypted. Do not use it; restore the latest backup.</source>
            <translation>Klinikens fil är inte krypterad. Använd den inte; återställ den senaste säkerhetskopian.</translation>
        </message>
        <message>
            <source>Other accounts of this computer can read the clinic's folder. Let this account own it, or move it to a disk that keeps access rights.</source>
            <translation>Andra konton på datorn kan läsa klinikens mapp. Låt det här kontot äga den, eller flytta den till en disk som håller reda på behörigheter.</translation>
        </message>
        <message>
            <source>The system would write the memory to the disk after a crash. Ask whoever looks after the computer to switch core dumps off.</source>
            <translation>Systemet skulle skriva minnet till disken efter en krasch. Be den som sköter datorn att stänga av minnesdumpar.</translation>
        </message>
        <message>
            <source>It is open in the account {account} of this computer. Change to that account and close it, or wait until they are done.</source>
            <translation>Den är öppen i kontot {account} på den här datorn. Byt till det kontot och stäng den, eller vänta tills de är klara.</translation>
        </message>
        <message>
            <source>What you wrote is still here. The program has just given up its own reserve on the disk: save again now, then make room.</source>
            <translation>Det du skrev finns kvar här. Programmet har just släppt sin egen reserv på disken: spara igen nu och frigör sedan plats.</translation>
        </message>
        <message>
            <source>No file was left there. Choose another place, or make room and try again.</source>
            <translation>Ingen fil finns kvar där. Välj en annan plats, eller gör plats och försök igen.</translation>
        </message>
        <message>
            <source>No file was left there. Choose another folder.</source>
            <translation>Ingen fil finns kvar där. Välj en annan mapp.</translation>
        </message>
        <message>
            <source>The key file was damaged or changed from outside. Restore the latest backup: it holds the keys too.</source>
            <translation>Nyckelfilen är skadad eller ändrad utifrån. Återställ senaste säkerhetskopian: den innehåller nycklarna också.</translation>
        </message>
        <message>
            <source>The key file was changed from outside. An administrator signs in, sees what differs and can put the right one back.</source>
            <translation>Nyckelfilen har ändrats utifrån. En administratör loggar in, ser vad som skiljer och kan lägga tillbaka den rätta.</translation>
        </message>
        <message>
            <source>The database has been emptied. Nothing new was made in its place. Restore the latest backup and compare it with what was done since.</source>
            <translation>Databasen har tömts. Ingen ny har gjorts i dess ställe. Återställ senaste säkerhetskopian och jämför med det som har gjorts sedan dess.</translation>
        </message>
        <message>
            <source>The database's first page is damaged, or the file belongs to another clinic. It is not your password. Restore the latest backup and compare it with what was done since.</source>
            <translation>Databasens första sida är skadad, eller så hör filen till en annan klinik. Felet är inte ditt lösenord. Återställ senaste säkerhetskopian och jämför med det som har gjorts sedan dess.</translation>
        </message>
        <message>
            <source>A network folder can damage the database. Choose a folder on this computer.</source>
            <translation>En nätverksmapp kan skada databasen. Välj en mapp på den här datorn.</translation>
        </message>
        <message>
            <source>A folder that is copied to the cloud can damage the database. Choose another one.</source>
            <translation>En mapp som kopieras till molnet kan skada databasen. Välj en annan.</translation>
        </message>
        <message>
            <source>Training data and the clinic's data are never mixed. Choose another folder.</source>
            <translation>Övningsdata och klinikens data blandas aldrig. Välj en annan mapp.</translation>
        </message>
        <message>
            <source>It is not there. Plug in the disk that holds it, or choose another one.</source>
            <translation>Den finns inte där. Sätt i disken som den ligger på, eller välj en annan.</translation>
        </message>
        <message>
            <source>The file is not a backup of this program. Choose another one.</source>
            <translation>Filen är ingen säkerhetskopia från det här programmet. Välj en annan.</translation>
        </message>
        <message>
            <source>It is damaged, so nothing was taken from it. Choose another backup, and tell the administrator: the disk may be failing.</source>
            <translation>Den är skadad, så inget har hämtats från den. Välj en annan säkerhetskopia och säg till administratören: disken kan vara på väg att gå sönder.</translation>
        </message>
        <message>
            <source>It belongs to another clinic. Choose one of this clinic's.</source>
            <translation>Den hör till en annan klinik. Välj en av den här klinikens.</translation>
        </message>
        <message>
            <source>It was sealed with keys that the clinic has changed since. Use the recovery key, or choose a newer backup.</source>
            <translation>Den är förseglad med nycklar som kliniken har bytt sedan dess. Använd återställningsnyckeln eller välj en nyare säkerhetskopia.</translation>
        </message>
        <message>
            <source>It is whole, but made with other keys than the clinic has now. Use the recovery key of that time, or choose another backup.</source>
            <translation>Den är hel men gjord med andra nycklar än dem som kliniken har nu. Använd den tidens återställningsnyckel, eller välj en annan säkerhetskopia.</translation>
        </message>
        <message>
            <source>Backups of the training clinic and of a real one are never mixed.</source>
            <translation>Säkerhetskopior av övningskliniken och av en riktig klinik blandas aldrig.</translation>
        </message>
        <message>
            <source>The file is too large. Scan it again in grey or with fewer pages.</source>
            <translation>Filen är för stor. Skanna igen i gråskala eller med färre sidor.</translation>
        </message>
        <message>
            <source>The file is empty. Scan the referral again.</source>
            <translation>Filen är tom. Skanna remissen igen.</translation>
        </message>
        <message>
            <source>The file cannot be read. Open it in another program to see that it is whole.</source>
            <translation>Filen går inte att läsa. Öppna den i ett annat program och se att den är hel.</translation>
        </message>
        <message>
            <source>Write something here.</source>
            <translation>Skriv något här.</translation>
        </message>
        <message>
            <source>The text is longer than can be kept. Shorten it a little.</source>
            <translation>Texten är längre än vad som går att spara. Korta den lite.</translation>
        </message>
        <message>
            <source>That date is not in the calendar. Write it like 2026-10-08.</source>
            <translation>Datumet finns inte i kalendern. Skriv som 2026-10-08.</translation>
        </message>
        <message>
            <source>This is not the patient's whole number. Compare it with the decision.</source>
            <translation>Det är inte patientens hela nummer. Jämför med beslutet.</translation>
        </message>
        <message>
            <source>This is no number of a decision. Write the reference number from IVO's letter, digits and signs alone.</source>
            <translation>Det är inget diarienummer. Skriv numret som står i IVO:s beslut, bara siffror och tecken.</translation>
        </message>
        <message>
            <source>The date lies ahead. Check the year.</source>
            <translation>Datumet ligger framåt i tiden. Kontrollera året.</translation>
        </message>
        <message>
            <source>The date has passed. Check the year.</source>
            <translation>Datumet har passerat. Kontrollera året.</translation>
        </message>
        <message>
            <source>It is not written the way it must be. Compare with the source.</source>
            <translation>Det är inte skrivet på rätt sätt. Jämför med källan.</translation>
        </message>
        <message>
            <source>That is no date. Write it like 2026-10-08, 8/10 or today.</source>
            <translation>Det är inget datum. Skriv det som 2026-10-08, 8/10 eller idag.</translation>
        </message>
        <message>
            <source>That is no time of day. Write it like 9:30.</source>
            <translation>Det är inget klockslag. Skriv det som 9:30.</translation>
        </message>
        <message>
            <source>That is no phone number. Write it like 070-123 45 67, abroad with + first.</source>
            <translation>Det är inget telefonnummer. Skriv det som 070-123 45 67, utländska med + först.</translation>
        </message>
        <message>
            <source>That is no e-mail address. Write it like name@example.se.</source>
            <translation>Det är ingen e-postadress. Skriv den som namn@exempel.se.</translation>
        </message>
        <message>
            <source>That is no diagnosis code. Write it like F32.1.</source>
            <translation>Det är ingen diagnoskod. Skriv den som F32.1.</translation>
        </message>
        <message>
            <source>The number is outside what is possible. Check it.</source>
            <translation>Talet ligger utanför det möjliga. Kontrollera det.</translation>
        </message>
        <message>
            <source>Choose one from the list.</source>
            <translation>Välj ur listan.</translation>
        </message>
        <message>
            <source>The area code does not exist. Check the first digits.</source>
            <translation>Riktnumret finns inte. Kontrollera de första siffrorna.</translation>
        </message>
        <message>
            <source>There is an invisible control sign in the text. Type it by hand.</source>
            <translation>Det finns ett osynligt styrtecken i texten. Skriv den för hand.</translation>
        </message>
        <message>
            <source>You cannot shut yourself out. Ask another administrator to do it.</source>
            <translation>Du kan inte stänga ute dig själv. Be en annan administratör göra det.</translation>
        </message>
        <message>
            <source>This is the last one. Add another before you remove it.</source>
            <translation>Det här är den sista. Lägg till en annan innan du tar bort den.</translation>
        </message>
        <message>
            <source>It is the password you have now. Choose another one.</source>
            <translation>Det är lösenordet du har nu. Välj ett annat.</translation>
        </message>
        <message>
            <source>It may still be needed. It can be removed in {limit} days at the earliest.</source>
            <translation>Det kan behövas än. Det går att ta bort tidigast om {limit} dagar.</translation>
        </message>
        <message>
            <source>{day} {month} does not exist, {month} has {last_day} days.</source>
            <translation>{day} {month} finns inte, {month} har {last_day} dagar.</translation>
        </message>
        <message>
            <source>It is already in use. Choose another one.</source>
            <translation>Det används redan. Välj något annat.</translation>
        </message>
        <message>
            <source>Somebody changed the same thing meanwhile. Compare and choose what applies.</source>
            <translation>Någon ändrade samma sak under tiden. Jämför och välj vad som ska gälla.</translation>
        </message>
        <message>
            <source>Write the number from the referral.</source>
            <translation>Skriv numret från remissen.</translation>
        </message>
        <message>
            <source>The digits are of another script. Type them with 0–9.</source>
            <translation>Siffrorna är av ett annat slag. Skriv dem med 0–9.</translation>
        </message>
        <message>
            <source>There are letters in the number. Only a reserve number has letters.</source>
            <translation>Det finns bokstäver i numret. Bara reservnummer har bokstäver.</translation>
        </message>
        <message>
            <source>There are signs that do not belong. Write digits and one hyphen.</source>
            <translation>Det finns tecken som inte hör dit. Skriv siffror och ett bindestreck.</translation>
        </message>
        <message>
            <source>The hyphen or plus stands before the last four digits.</source>
            <translation>Bindestreck eller plus står före de fyra sista siffrorna.</translation>
        </message>
        <message>
            <source>Digits are missing. Write ten or twelve digits.</source>
            <translation>Siffror saknas. Skriv tio eller tolv siffror.</translation>
        </message>
        <message>
            <source>There are too many digits. Write ten or twelve digits.</source>
            <translation>Det är för många siffror. Skriv tio eller tolv siffror.</translation>
        </message>
        <message>
            <source>There are eleven digits. Write ten or twelve.</source>
            <translation>Det är elva siffror. Skriv tio eller tolv.</translation>
        </message>
        <message>
            <source>The century is not right. It is 18, 19 or 20.</source>
            <translation>Seklet stämmer inte. Det är 18, 19 eller 20.</translation>
        </message>
        <message>
            <source>The month is not in the calendar: 01 to 12.</source>
            <translation>Månaden finns inte. Den är 01 till 12.</translation>
        </message>
        <message>
            <source>The day is not in that month. Compare with the referral.</source>
            <translation>Dagen finns inte i den månaden. Jämför med remissen.</translation>
        </message>
        <message>
            <source>The birth number is never 000. Compare with the referral.</source>
            <translation>Födelsenumret är aldrig 000. Jämför med remissen.</translation>
        </message>
        <message>
            <source>The check digit does not fit. Compare the last four digits with the referral.</source>
            <translation>Kontrollsiffran stämmer inte. Jämför de fyra sista siffrorna med remissen.</translation>
        </message>
        <message>
            <source>The birth date lies ahead. Check the year.</source>
            <translation>Födelsedatumet ligger framåt i tiden. Kontrollera året.</translation>
        </message>
        <message>
            <source>This is an organisation number. Write the patient's own number.</source>
            <translation>Det här är ett organisationsnummer. Skriv patientens eget nummer.</translation>
        </message>
        <message>
            <source>This is a temporary number of a school or an authority. Register a reserve number.</source>
            <translation>Det här är ett tillfälligt nummer från en skola eller myndighet. Registrera ett reservnummer.</translation>
        </message>
        <message>
            <source>The letters of the reserve number are not right. Compare with the source.</source>
            <translation>Bokstäverna i reservnumret stämmer inte. Jämför med källan.</translation>
        </message>
        <message>
            <source>The century of the reserve number is not right. Compare with the source.</source>
            <translation>Seklet i reservnumret stämmer inte. Jämför med källan.</translation>
        </message>
        <message>
            <source>The date of the reserve number is not right. Compare with the source.</source>
            <translation>Datumet i reservnumret stämmer inte. Jämför med källan.</translation>
        </message>
        <message>
            <source>The last sign of the reserve number does not fit. Compare with the source.</source>
            <translation>Reservnumrets sista tecken stämmer inte. Jämför med källan.</translation>
        </message>
        <message>
            <source>A reserve number is written like 22950606-FH20.</source>
            <translation>Ett reservnummer skrivs som 22950606-FH20.</translation>
        </message>
        <message>
            <source>This is an ordinary personal number. Write it in its own field.</source>
            <translation>Det här är ett vanligt personnummer. Skriv det i sitt eget fält.</translation>
        </message>
        <message>
            <source>{changed_by} changed the same thing {changed_at}.</source>
            <translation>{changed_by} ändrade samma sak {changed_at}.</translation>
        </message>
        <message>
            <source>Somebody else changed the same thing meanwhile.</source>
            <translation>Någon annan ändrade samma sak under tiden.</translation>
        </message>
    </context>
    <context>
        <name>refusals</name>
        <message>
            <source>The recovery key comes first</source>
            <translation>Återställningsnyckeln kommer först</translation>
        </message>
        <message>
            <source>Somebody must be able to come in</source>
            <translation>Någon måste kunna komma in</translation>
        </message>
        <message>
            <source>The colleague cannot sign yet</source>
            <translation>Kollegan kan inte signera än</translation>
        </message>
        <message>
            <source>It is too late to undo</source>
            <translation>Det är för sent att ångra</translation>
        </message>
        <message>
            <source>The summary comes after the closing</source>
            <translation>Sammanfattningen kommer efter avslutet</translation>
        </message>
        <message>
            <source>It is still needed</source>
            <translation>Det behövs fortfarande</translation>
        </message>
        <message>
            <source>There is nothing to answer yet</source>
            <translation>Det finns inget att svara på</translation>
        </message>
        <message>
            <source>Nothing waits for an action</source>
            <translation>Inget väntar på en åtgärd</translation>
        </message>
        <message>
            <source>The fee stays as it is</source>
            <translation>Avgiften står kvar</translation>
        </message>
        <message>
            <source>Somebody else must judge it</source>
            <translation>Någon annan måste bedöma det</translation>
        </message>
        <message>
            <source>The record cannot be destroyed yet</source>
            <translation>Journalen kan inte förstöras än</translation>
        </message>
        <message>
            <source>The block cannot be made so</source>
            <translation>Spärren kan inte göras så</translation>
        </message>
        <message>
            <source>The unit is still needed</source>
            <translation>Enheten behövs fortfarande</translation>
        </message>
        <message>
            <source>The letter cannot go by the tax agency yet</source>
            <translation>Brevet kan inte gå via förmedling än</translation>
        </message>
        <message>
            <source>The recovery key has not been typed as a test. An administrator types it under Administration, Recovery key; then patients can be registered.</source>
            <translation>Återställningsnyckeln är inte inskriven från papperet. En administratör skriver in den under Administration, Återställningsnyckel; sedan går det att registrera patienter.</translation>
        </message>
        <message>
            <source>This is the last administrator. Give a colleague that role first, so that somebody can always come in.</source>
            <translation>Det här är den sista administratören. Ge först en kollega den rollen, så att någon alltid kommer in.</translation>
        </message>
        <message>
            <source>A blocked record would have nobody left who treats and may see it. Give a clinician or coordinator of that unit access first, or have the patient lift the block.</source>
            <translation>En spärrad journal skulle inte ha någon behandlare kvar som får se den. Låt först en behandlare eller samordnare höra till den enheten, eller be patienten häva spärren.</translation>
        </message>
        <message>
            <source>The person is not protected. Send the letter as usual.</source>
            <translation>Personen har inget skydd. Skicka brevet som vanligt.</translation>
        </message>
        <message>
            <source>The tax agency forwards by its own number, and this record has a reserve number. Ask the patient how a letter is to reach them.</source>
            <translation>Skatteverket förmedlar med personens egna nummer, och den här journalen har ett reservnummer. Fråga patienten hur ett brev ska nå fram.</translation>
        </message>
        <message>
            <source>The agency's forwarding address is not written in the clinic profile. An administrator takes it from the agency's own pages.</source>
            <translation>Skatteverkets förmedlingsadress är inte inskriven i klinikprofilen. En administratör hämtar den från Skatteverkets egna sidor.</translation>
        </message>
        <message>
            <source>It is the last unit in use. Add another one first, or rename this one.</source>
            <translation>Det är den sista enheten i bruk. Lägg till en annan först, eller byt namn på den här.</translation>
        </message>
        <message>
            <source>Colleagues still work there. Under Users, give each of them another unit first.</source>
            <translation>Kollegor arbetar fortfarande där. Ge var och en av dem en annan enhet först, under Användare.</translation>
        </message>
        <message>
            <source>Patients are still in care there. Open each record and change its unit first, or wait until their care is closed.</source>
            <translation>Patienter vårdas fortfarande där. Öppna varje journal och byt enhet först, eller vänta tills vården är avslutad.</translation>
        </message>
        <message>
            <source>Records there are blocked for other units. They are for that unit alone until each patient has lifted the block.</source>
            <translation>Journaler där är spärrade för andra enheter. De är bara för den enheten tills varje patient har hävt spärren.</translation>
        </message>
        <message>
            <source>The record is blocked for other units, and this would show it to one of them. Ask the patient, lift the block, move the care, and make the block anew if it is wanted.</source>
            <translation>Journalen är spärrad för andra enheter, och det här skulle visa den för en av dem. Fråga patienten, häv spärren, flytta vården och spärra på nytt om patienten vill det.</translation>
        </message>
        <message>
            <source>A risk case is open. A clinician assesses, signs and closes it first.</source>
            <translation>Ett riskärende är öppet. En behandlare bedömer, signerar och stänger det först.</translation>
        </message>
        <message>
            <source>A contact that a risk assessment promised has not been made. A clinician makes it first, and enters it under To do.</source>
            <translation>En kontakt som utlovades i en riskbedömning är inte gjord. En behandlare tar den först och för in den under Att göra.</translation>
        </message>
        <message>
            <source>A treatment is planned, runs or rests. The clinician closes or voids it first.</source>
            <translation>En behandling är planerad, pågår eller är pausad. Behandlaren avslutar eller makulerar den först.</translation>
        </message>
        <message>
            <source>A visit is booked. Reception cancels it first and tells the patient.</source>
            <translation>Ett besök är bokat. Receptionen avbokar det först och meddelar patienten.</translation>
        </message>
        <message>
            <source>It takes two persons. Somebody else who may destroy records confirms with their own user name and password.</source>
            <translation>Det krävs två personer. Någon annan som får förstöra journaler bekräftar med sitt eget användarnamn och lösenord.</translation>
        </message>
        <message>
            <source>The rules of the program need it. Put a version of your own in force instead.</source>
            <translation>Programmets regler behöver det. Sätt en egen version i kraft i stället.</translation>
        </message>
        <message>
            <source>A program in use measures with it. Change the program's measures first.</source>
            <translation>Ett program i bruk mäter med det. Ändra först programmets mått.</translation>
        </message>
        <message>
            <source>The rule has not been tried on past cases. Try it first; then put it in force.</source>
            <translation>Regeln har inte provats på tidigare fall. Prova den först och sätt den sedan i kraft.</translation>
        </message>
        <message>
            <source>The file holds no rule. Put it in force where programs and forms are kept.</source>
            <translation>Filen innehåller ingen regel. Sätt den i kraft där program och formulär finns.</translation>
        </message>
        <message>
            <source>It is the last program in use. Add another one first.</source>
            <translation>Det är det sista programmet i bruk. Lägg först till ett annat.</translation>
        </message>
        <message>
            <source>The colleague still has a one-time password. They sign in once and choose their own; then they can sign.</source>
            <translation>Kollegan har ännu ett engångslösenord. Hen loggar in en gång och väljer ett eget; sedan går det att signera.</translation>
        </message>
        <message>
            <source>A guardian cannot block a child's record. The young person can ask for it.</source>
            <translation>En vårdnadshavare kan inte spärra ett barns journal. Den unga kan begära det själv.</translation>
        </message>
        <message>
            <source>The clinic is one unit, so there is no other to block for. Choose the person whom it is meant for.</source>
            <translation>Kliniken är en enhet, så det finns ingen annan att spärra för. Välj den person som spärren gäller.</translation>
        </message>
        <message>
            <source>The same block stands already. Nothing more is needed.</source>
            <translation>Samma spärr finns redan. Inget mer behövs.</translation>
        </message>
        <message>
            <source>Nobody who treats would see the patient any more, not even in an emergency. Tell the head of unit.</source>
            <translation>Då skulle ingen som behandlar se patienten längre, inte ens i en nödsituation. Tala med verksamhetschefen.</translation>
        </message>
        <message>
            <source>The block is lifted already. Open it again.</source>
            <translation>Spärren är redan hävd. Öppna den igen.</translation>
        </message>
        <message>
            <source>A record with this number is here and blocked. Search for the whole number: it opens with the patient's consent or in an emergency.</source>
            <translation>En journal med det här numret finns och är spärrad. Sök på hela numret: den öppnas med patientens samtycke eller i en nödsituation.</translation>
        </message>
        <message>
            <source>There is no assessment visit yet. Record its date and clinician first.</source>
            <translation>Det finns inget bedömningsbesök än. Ange först dess datum och behandlare.</translation>
        </message>
        <message>
            <source>The assessment visit names no clinician. Say who met the patient.</source>
            <translation>Bedömningsbesöket saknar behandlare. Ange vem som träffade patienten.</translation>
        </message>
        <message>
            <source>There is no signed decision yet. Decide and sign first.</source>
            <translation>Det finns inget signerat beslut än. Besluta och signera först.</translation>
        </message>
        <message>
            <source>The decision is dated before the assessment visit. Check both dates.</source>
            <translation>Beslutet är daterat före bedömningsbesöket. Kontrollera båda datumen.</translation>
        </message>
        <message>
            <source>The signed decision is not suitable. Make a new assessment if something has changed.</source>
            <translation>Det signerade beslutet är inte lämplig. Gör en ny bedömning om något har ändrats.</translation>
        </message>
        <message>
            <source>The start is dated before the decision. Choose the day of the decision or a later one.</source>
            <translation>Starten är daterad före beslutet. Välj beslutets dag eller en senare.</translation>
        </message>
        <message>
            <source>The patient has not agreed to the program yet. Ask, and record the day of the agreement.</source>
            <translation>Patienten har inte sagt ja till programmet än. Fråga, och ange vilken dag patienten sa ja.</translation>
        </message>
        <message>
            <source>The clinician has no basic CBT training recorded. Choose another clinician, or let an administrator record the training.</source>
            <translation>Behandlaren saknar registrerad grundutbildning i KBT. Välj en annan behandlare, eller låt en administratör registrera utbildningen.</translation>
        </message>
        <message>
            <source>Only an active clinician is given a program. Choose another colleague.</source>
            <translation>Bara en aktiv behandlare får ett program. Välj en annan kollega.</translation>
        </message>
        <message>
            <source>An acute risk is noted. Follow the crisis routine now; the program waits until the risk is assessed as lower.</source>
            <translation>En akut risk är noterad. Följ krisrutinen nu; programmet väntar tills risken är bedömd som lägre.</translation>
        </message>
        <message>
            <source>The in-depth assessment is not finished. Finish and sign it before you go on.</source>
            <translation>Den fördjupade bedömningen är inte klar. Gör den färdig och signera innan du går vidare.</translation>
        </message>
        <message>
            <source>The answers call for an in-depth assessment. Do it before you sign.</source>
            <translation>Svaren kräver en fördjupad bedömning. Gör den innan du signerar.</translation>
        </message>
        <message>
            <source>A questionnaire still holds the answer that raised the flag. Correct the questionnaire first if the answer was entered wrongly; otherwise do the assessment.</source>
            <translation>Ett formulär har fortfarande kvar svaret som gav flaggan. Rätta formuläret först om svaret var fel inmatat; gör annars bedömningen.</translation>
        </message>
        <message>
            <source>A medicine excludes this program. Choose another program, or take a new decision for this one with your reason and a colleague's signature.</source>
            <translation>Ett läkemedel hindrar det här programmet. Välj ett annat program, eller ta ett nytt beslut för det här med din motivering och en kollegas signatur.</translation>
        </message>
        <message>
            <source>No contact is promised in this case. Open it again to see what is left to do.</source>
            <translation>Ingen kontakt är lovad i ärendet. Öppna det igen och se vad som återstår.</translation>
        </message>
        <message>
            <source>No program is chosen. Choose one before you sign that the patient is suitable.</source>
            <translation>Inget program är valt. Välj ett innan du signerar att patienten är lämplig.</translation>
        </message>
        <message>
            <source>The patient is of age. Guardians have no say any longer; ask the patient.</source>
            <translation>Patienten är myndig. Vårdnadshavare bestämmer inte längre. Fråga patienten.</translation>
        </message>
        <message>
            <source>This program is for a guardian, who is another person. Assign it beside the young patient's treatment, on the patient's page.</source>
            <translation>Det här programmet är för en vårdnadshavare, som är en annan person. Tilldela det bredvid den unga patientens behandling, på patientens sida.</translation>
        </message>
        <message>
            <source>No program for guardians goes with this treatment. Support the guardian otherwise.</source>
            <translation>Inget program för vårdnadshavare hör till den här behandlingen. Stöd vårdnadshavaren på annat sätt.</translation>
        </message>
        <message>
            <source>The young patient's treatment is not going on. Assign their program first.</source>
            <translation>Den unga patientens behandling pågår inte. Tilldela det programmet först.</translation>
        </message>
        <message>
            <source>That guardian works in the program already. End or void it before it is given anew.</source>
            <translation>Vårdnadshavaren har redan programmet. Avsluta eller makulera det innan det ges på nytt.</translation>
        </message>
        <message>
            <source>The young patient's answers do not belong in a guardian's program. Enter them in the patient's own treatment.</source>
            <translation>Den unga patientens svar hör inte hemma i vårdnadshavarens program. För in dem i patientens egen behandling.</translation>
        </message>
        <message>
            <source>That person is a guardian no longer. Choose one of the present guardians.</source>
            <translation>Personen är inte vårdnadshavare längre. Välj en av de nuvarande vårdnadshavarna.</translation>
        </message>
        <message>
            <source>The region's agreement does not include this patient. Refer to the home region's care.</source>
            <translation>Regionens avtal omfattar inte patienten. Hänvisa till vården i hemregionen.</translation>
        </message>
        <message>
            <source>The message has no text. Write it before you sign.</source>
            <translation>Meddelandet saknar text. Skriv den innan du signerar.</translation>
        </message>
        <message>
            <source>The call is not documented. Write what was said before you sign.</source>
            <translation>Samtalet är inte dokumenterat. Skriv vad som sades innan du signerar.</translation>
        </message>
        <message>
            <source>That section is not open yet. Give feedback on the section that is open now.</source>
            <translation>Avsnittet är inte öppet än. Ge återkoppling på det avsnitt som är öppet nu.</translation>
        </message>
        <message>
            <source>The treatment has not started yet. Feedback is given from the day of the start.</source>
            <translation>Behandlingen har inte börjat än. Återkoppling ges från startdagen.</translation>
        </message>
        <message>
            <source>The treatment is paused. End the pause before you give feedback.</source>
            <translation>Behandlingen är pausad. Avsluta pausen innan du ger återkoppling.</translation>
        </message>
        <message>
            <source>The treatment has ended. Correct an earlier text with a new version instead.</source>
            <translation>Behandlingen är avslutad. Rätta i stället en tidigare text med en ny version.</translation>
        </message>
        <message>
            <source>The assignment is voided. Open the patient to see which treatment is running.</source>
            <translation>Tilldelningen är makulerad. Öppna patienten för att se vilken behandling som pågår.</translation>
        </message>
        <message>
            <source>An in-depth assessment is open. Finish it before you close the treatment.</source>
            <translation>En fördjupad bedömning är öppen. Gör den färdig innan du avslutar behandlingen.</translation>
        </message>
        <message>
            <source>Say who has confirmed that the patient is inactive. Nobody is closed silently.</source>
            <translation>Ange vem som har bekräftat att patienten är inaktiv. Ingen avslutas i det tysta.</translation>
        </message>
        <message>
            <source>The treatment has not started yet. Void the assignment instead if it is not to start.</source>
            <translation>Behandlingen har inte börjat än. Makulera i stället tilldelningen om den inte ska börja.</translation>
        </message>
        <message>
            <source>The treatment is already running. Open it again to see where it stands.</source>
            <translation>Behandlingen pågår redan. Öppna den igen för att se läget.</translation>
        </message>
        <message>
            <source>The treatment is paused. End the pause first.</source>
            <translation>Behandlingen är pausad. Avsluta pausen först.</translation>
        </message>
        <message>
            <source>The treatment has already ended. A new one begins with a new assignment.</source>
            <translation>Behandlingen är redan avslutad. En ny börjar med en ny tilldelning.</translation>
        </message>
        <message>
            <source>The assignment is voided. Assign a program anew if one is to run.</source>
            <translation>Tilldelningen är makulerad. Tilldela ett program på nytt om något ska pågå.</translation>
        </message>
        <message>
            <source>No follow-up is open. Open the patient's page anew to see how it stands.</source>
            <translation>Ingen uppföljning är öppen. Öppna patientens sida på nytt och se hur det står till.</translation>
        </message>
        <message>
            <source>Another step of the ladder comes first, or its day has not come. Look at it again.</source>
            <translation>Ett annat steg i trappan kommer först, eller så har dagen inte kommit. Se efter igen.</translation>
        </message>
        <message>
            <source>No step waits: the treatment is paused, not begun, ended, or has all its feedback. Look at how it stands.</source>
            <translation>Inget steg väntar: behandlingen är pausad, inte påbörjad, avslutad eller har fått all återkoppling. Se hur den står.</translation>
        </message>
        <message>
            <source>A colleague may have been quicker. Open the page again to see what is recorded.</source>
            <translation>En kollega kan ha hunnit före. Öppna sidan igen för att se vad som är noterat.</translation>
        </message>
        <message>
            <source>The contact is not charged, so there is nothing to take away. Look at its reason.</source>
            <translation>Kontakten är inte debiterad, så det finns inget att ta bort. Se skälet på raden.</translation>
        </message>
        <message>
            <source>Nobody took the fee away, so it cannot be put back. Look at its reason.</source>
            <translation>Ingen har tagit bort avgiften, så den kan inte läggas tillbaka. Se skälet på raden.</translation>
        </message>
        <message>
            <source>This is your own access. Let a colleague with access to the log judge it.</source>
            <translation>Det här är din egen åtkomst. Låt en kollega som får läsa loggen bedöma den.</translation>
        </message>
        <message>
            <source>It can only be undone the same day. Void it with a reason instead.</source>
            <translation>Det går bara att ångra samma dag. Makulera i stället och skriv varför.</translation>
        </message>
        <message>
            <source>The treatment has not ended. Fill in the closing first; then the summary is made.</source>
            <translation>Behandlingen är inte avslutad. Fyll i avslutet först; sedan skapas sammanfattningen.</translation>
        </message>
        <message>
            <source>The patient referred themselves, so there is no referrer to answer. Write to the patient instead.</source>
            <translation>Patienten sökte själv, så det finns ingen remittent att svara. Skriv till patienten i stället.</translation>
        </message>
        <message>
            <source>There is no decision to answer with yet. Decide and sign first.</source>
            <translation>Det finns inget beslut att svara med än. Besluta och signera först.</translation>
        </message>
        <message>
            <source>This decision needs a second signature. Let a colleague who may sign do it beside you.</source>
            <translation>Beslutet behöver en andra signatur. Låt en behörig kollega signera bredvid dig.</translation>
        </message>
        <message>
            <source>The second signature must be another person's. Ask a colleague.</source>
            <translation>Den andra signaturen måste vara en annan persons. Be en kollega.</translation>
        </message>
        <message>
            <source>The colleague may not sign in now. Tick that they may, save, and then give a password.</source>
            <translation>Kollegan får inte logga in nu. Markera att hen får det, spara, och ge sedan ett lösenord.</translation>
        </message>
        <message>
            <source>The folder is not there. Plug in the disk, or choose another folder.</source>
            <translation>Mappen finns inte. Sätt i disken eller välj en annan mapp.</translation>
        </message>
        <message>
            <source>Nothing can be written in that folder. Choose another one.</source>
            <translation>Det går inte att skriva i den mappen. Välj en annan.</translation>
        </message>
        <message>
            <source>That is inside the clinic's own folder, and would be lost along with it. Choose a folder on another disk.</source>
            <translation>Den ligger i klinikens egen mapp och skulle gå förlorad med den. Välj en mapp på en annan disk.</translation>
        </message>
        <message>
            <source>There are five already. Take one away first.</source>
            <translation>Det finns redan fem. Ta bort en först.</translation>
        </message>
        <message>
            <source>Choose one of the choices that are shown.</source>
            <translation>Välj ett av de val som visas.</translation>
        </message>
        <message>
            <source>The program does not know this field. Install the newest version and try again.</source>
            <translation>Programmet känner inte till fältet. Installera den senaste versionen och försök igen.</translation>
        </message>
        <message>
            <source>It is kept in another place of the assessment. Write it there.</source>
            <translation>Det sparas på en annan plats i bedömningen. Skriv det där.</translation>
        </message>
        <message>
            <source>This figure comes from the questionnaire. Correct it there.</source>
            <translation>Siffran kommer från formuläret. Rätta den där.</translation>
        </message>
        <message>
            <source>The form could not be read. Open it again; what is saved is unchanged.</source>
            <translation>Formuläret kunde inte läsas. Öppna det igen; det sparade är oförändrat.</translation>
        </message>
        <message>
            <source>Write it in words.</source>
            <translation>Skriv det med ord.</translation>
        </message>
        <message>
            <source>Write it in digits.</source>
            <translation>Skriv det med siffror.</translation>
        </message>
        <message>
            <source>Answer yes, no or unclear.</source>
            <translation>Svara ja, nej eller oklart.</translation>
        </message>
        <message>
            <source>Choose what kind of medicine it is.</source>
            <translation>Välj vilket slags läkemedel det är.</translation>
        </message>
        <message>
            <source>The questionnaire is already entered for that day. Open it to correct it, or choose another day.</source>
            <translation>Formuläret är redan inmatat för den dagen. Öppna det för att rätta, eller välj en annan dag.</translation>
        </message>
        <message>
            <source>The day lies before the patient's birth. Check the year.</source>
            <translation>Dagen ligger före patientens födelse. Kontrollera året.</translation>
        </message>
        <message>
            <source>The last day lies before the first. Check both days.</source>
            <translation>Sista dagen ligger före den första. Kontrollera båda dagarna.</translation>
        </message>
        <message>
            <source>The time lies before the flag was raised. Check the day and the hour.</source>
            <translation>Tiden ligger före flaggan. Kontrollera dag och klockslag.</translation>
        </message>
        <message>
            <source>The month is not over yet. Wait until its last day is past.</source>
            <translation>Månaden är inte slut än. Vänta tills dess sista dag har gått.</translation>
        </message>
        <message>
            <source>The day must lie ahead. Choose a later one.</source>
            <translation>Dagen måste ligga framåt. Välj en senare.</translation>
        </message>
        <message>
            <source>The date lies too far back. Check the year.</source>
            <translation>Datumet ligger för långt tillbaka. Kontrollera året.</translation>
        </message>
        <message>
            <source>The date lies more than a year ahead. Check the year.</source>
            <translation>Datumet ligger mer än ett år framåt. Kontrollera årtalet.</translation>
        </message>
        <message>
            <source>The twelve months would share days with another period. Change that one instead.</source>
            <translation>De tolv månaderna skulle dela dagar med en annan period. Ändra den i stället.</translation>
        </message>
        <message>
            <source>A free card ends after its first day and within two years. Check the date.</source>
            <translation>Ett frikort slutar efter sin första dag och inom två år. Kontrollera datumet.</translation>
        </message>
        <message>
            <source>The text has braces that nothing fills. Use only the fields that are listed.</source>
            <translation>Texten har klamrar som inget fyller. Använd bara de fält som står i listan.</translation>
        </message>
        <message>
            <source>The treatment belongs to another patient. Go back and open the right patient.</source>
            <translation>Behandlingen hör till en annan patient. Gå tillbaka och öppna rätt patient.</translation>
        </message>
        <message>
            <source>It belongs to the clinic or to a colleague. Make one of your own instead.</source>
            <translation>Den hör till kliniken eller en kollega. Gör en egen i stället.</translation>
        </message>
        <message>
            <source>A phrase is named with letters and digits without spaces. Choose another name.</source>
            <translation>En fras heter något med bokstäver och siffror utan mellanslag. Välj ett annat namn.</translation>
        </message>
        <message>
            <source>You have a phrase of that name already. Change that one, or choose another name.</source>
            <translation>Du har redan en fras med det kortnamnet. Ändra den, eller välj ett annat namn.</translation>
        </message>
        <message>
            <source>Write the text, then | and its source. Every statement names its source.</source>
            <translation>Skriv texten, sedan | och källan. Varje påstående nämner sin källa.</translation>
        </message>
        <message>
            <source>No figure is changed. Change one and try again.</source>
            <translation>Inget värde är ändrat. Ändra något och försök igen.</translation>
        </message>
        <message>
            <source>With protected population registration no address is kept. Empty the field; letters go by the tax agency.</source>
            <translation>Vid skyddad folkbokföring sparas ingen adress. Töm fältet; brev går via Skatteverket.</translation>
        </message>
        <message>
            <source>A reserve number is no way around a protection. Register the person's own number.</source>
            <translation>Ett reservnummer är ingen väg runt ett skydd. Registrera personens eget nummer.</translation>
        </message>
        <message>
            <source>The month is not in the calendar: 1 to 12.</source>
            <translation>Månaden finns inte: 1 till 12.</translation>
        </message>
        <message>
            <source>The referral is newly received. Review it first.</source>
            <translation>Remissen är nyinkommen. Granska den först.</translation>
        </message>
        <message>
            <source>The referral is under review. Book the assessment, or refer on.</source>
            <translation>Remissen granskas. Boka bedömningen, eller hänvisa vidare.</translation>
        </message>
        <message>
            <source>The assessment is booked. Do it first, or take the booking back.</source>
            <translation>Bedömningen är bokad. Gör den först, eller ta tillbaka bokningen.</translation>
        </message>
        <message>
            <source>The referral is assessed. Put it in the queue, book a new visit, or reply.</source>
            <translation>Remissen är bedömd. Ställ den i kö, boka ett nytt besök, eller svara.</translation>
        </message>
        <message>
            <source>The referral waits in the queue. Assign a program, or close it with a reply.</source>
            <translation>Remissen står i kö. Tilldela ett program, eller avsluta med ett svar.</translation>
        </message>
        <message>
            <source>The treatment is running. End or void the treatment first.</source>
            <translation>Behandlingen pågår. Avsluta eller makulera behandlingen först.</translation>
        </message>
        <message>
            <source>The referral is closed. Register a new one if the patient comes back.</source>
            <translation>Remissen är avslutad. Registrera en ny om patienten kommer tillbaka.</translation>
        </message>
        <message>
            <source>The referral has been referred on. Register a new one if the patient comes back.</source>
            <translation>Remissen är hänvisad vidare. Registrera en ny om patienten kommer tillbaka.</translation>
        </message>
        <message>
            <source>The referral is withdrawn. Register a new one if the patient comes back.</source>
            <translation>Remissen är återkallad. Registrera en ny om patienten kommer tillbaka.</translation>
        </message>
        <message>
            <source>The assessment is not finished. Finish and sign it, or break it off under Assessment in the record.</source>
            <translation>Bedömningen är inte klar. Gör klart och signera den, eller avbryt den under Bedömning i journalen.</translation>
        </message>
        <message>
            <source>The assessment waits for a second signature. Let the colleague sign first.</source>
            <translation>Bedömningen väntar på medsignatur. Låt kollegan signera först.</translation>
        </message>
        <message>
            <source>The assessment is signed and cannot be changed. Begin a new one if something has changed.</source>
            <translation>Bedömningen är signerad och kan inte ändras. Börja en ny om något har ändrats.</translation>
        </message>
        <message>
            <source>The assessment was discontinued. Begin a new one.</source>
            <translation>Bedömningen är avbruten. Börja en ny.</translation>
        </message>
        <message>
            <source>The treatment has not started yet. It starts on its first day.</source>
            <translation>Behandlingen har inte börjat än. Den börjar på sin första dag.</translation>
        </message>
        <message>
            <source>The treatment is running. Open it again to see where it stands.</source>
            <translation>Behandlingen pågår. Öppna den igen för att se läget.</translation>
        </message>
        <message>
            <source>The text is not signed yet. Sign it first.</source>
            <translation>Texten är inte signerad än. Signera den först.</translation>
        </message>
        <message>
            <source>The text is signed. Correct it with a new version.</source>
            <translation>Texten är signerad. Rätta den med en ny version.</translation>
        </message>
        <message>
            <source>The document is not marked as filed yet.</source>
            <translation>Dokumentet är inte markerat som infört än.</translation>
        </message>
        <message>
            <source>The document is already marked as filed in the journal.</source>
            <translation>Dokumentet är redan markerat som infört i journalen.</translation>
        </message>
        <message>
            <source>The in-depth assessment is open. Finish and sign it.</source>
            <translation>Den fördjupade bedömningen är öppen. Gör den färdig och signera.</translation>
        </message>
        <message>
            <source>The in-depth assessment is signed. A new flag opens a new one.</source>
            <translation>Den fördjupade bedömningen är signerad. En ny flagga öppnar en ny.</translation>
        </message>
        <message>
            <source>The flag was closed as a mistake. A new flag opens a new assessment.</source>
            <translation>Flaggan är stängd som felregistrering. En ny flagga öppnar en ny bedömning.</translation>
        </message>
    </context>
</TS>
