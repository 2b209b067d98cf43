<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv" sourcelanguage="en">
    <context>
        <name>AdministrationPage</name>
        <message>
            <source>Users</source>
            <translation>Användare</translation>
        </message>
        <message>
            <source>Units</source>
            <translation>Enheter</translation>
        </message>
        <message>
            <source>Clinic profile</source>
            <translation>Klinikprofil</translation>
        </message>
        <message>
            <source>Course and fees</source>
            <translation>Förlopp och avgifter</translation>
        </message>
        <message>
            <source>Access log</source>
            <translation>Åtkomstlogg</translation>
        </message>
        <message>
            <source>Log check</source>
            <translation>Loggkontroll</translation>
        </message>
        <message>
            <source>Papers of the log</source>
            <translation>Loggutskrifter</translation>
        </message>
        <message>
            <source>Backups</source>
            <translation>Säkerhetskopior</translation>
        </message>
        <message>
            <source>Programs and forms</source>
            <translation>Program och formulär</translation>
        </message>
        <message>
            <source>Rules</source>
            <translation>Regler</translation>
        </message>
        <message>
            <source>Recovery key</source>
            <translation>Återställningsnyckel</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Nycklar</translation>
        </message>
        <message>
            <source>Destruction</source>
            <translation>Förstöring</translation>
        </message>
        <message>
            <source>It could not be read.</source>
            <translation>Det gick inte att läsa.</translation>
        </message>
        <message>
            <source>Administration</source>
            <translation>Administration</translation>
        </message>
        <message>
            <source>Another room, in the column</source>
            <translation>Ett annat rum, i kolumnen</translation>
        </message>
        <message>
            <source>Add a colleague, or a unit</source>
            <translation>Lägg till en kollega eller en enhet</translation>
        </message>
        <message>
            <source>Save the form</source>
            <translation>Spara formuläret</translation>
        </message>
    </context>
    <context>
        <name>AdministrationWords</name>
        <message>
            <source>Reception</source>
            <translation>Reception</translation>
        </message>
        <message>
            <source>Clinician</source>
            <translation>Behandlare</translation>
        </message>
        <message>
            <source>Coordinator</source>
            <translation>Samordnare</translation>
        </message>
        <message>
            <source>Administrator</source>
            <translation>Administratör</translation>
        </message>
    </context>
    <context>
        <name>AsideRow</name>
        <message>
            <source>The clinic as it stood before the restore of {when}</source>
            <translation>Kliniken som den var före återställningen {when}</translation>
        </message>
        <message>
            <source>{size}, encrypted. It may be removed from {date}.</source>
            <translation>{size}, krypterat. Får tas bort från {date}.</translation>
        </message>
        <message>
            <source>Re&amp;move …</source>
            <translation>Ta &amp;bort …</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Ta bort</translation>
        </message>
        <message>
            <source>Why it may go</source>
            <translation>Varför det får tas bort</translation>
        </message>
        <message>
            <source>It cannot be undone. The reason, your name and the time stand in the log.</source>
            <translation>Det går inte att ångra. Skälet, ditt namn och tiden står i loggen.</translation>
        </message>
        <message>
            <source>Remove for good</source>
            <translation>Ta bort för gott</translation>
        </message>
        <message>
            <source>Keep it</source>
            <translation>Behåll</translation>
        </message>
        <message>
            <source>Write why it may go.</source>
            <translation>Skriv varför det får tas bort.</translation>
        </message>
    </context>
    <context>
        <name>BackupsRoom</name>
        <message>
            <source>Backups</source>
            <translation>Säkerhetskopior</translation>
        </message>
        <message>
            <source>The database is damaged</source>
            <translation>Databasen är skadad</translation>
        </message>
        <message>
            <source>Restore a copy here; or see beside it what can still be read and saved. For that the clinic is closed, and you go on at the door.</source>
            <translation>Återställ en kopia här, eller se bredvid vad som ännu går att läsa och rädda. För det stängs kliniken, och du fortsätter vid dörren.</translation>
        </message>
        <message>
            <source>Sign out and compare both &amp;ways …</source>
            <translation>Logga ut och jämför båda &amp;vägarna …</translation>
        </message>
        <message>
            <source>Back up &amp;now</source>
            <translation>Säkerhetskopiera &amp;nu</translation>
        </message>
        <message>
            <source>&amp;Rehearse now</source>
            <translation>P&amp;rova nu</translation>
        </message>
        <message>
            <source>C&amp;heck</source>
            <translation>&amp;Kontrollera</translation>
        </message>
        <message>
            <source>Res&amp;tore …</source>
            <translation>Å&amp;terställ …</translation>
        </message>
        <message>
            <source>Restore from another &amp;file …</source>
            <translation>Återställ från annan &amp;fil …</translation>
        </message>
        <message>
            <source>Places</source>
            <translation>Platser</translation>
        </message>
        <message>
            <source>Add a p&amp;lace …</source>
            <translation>&amp;Lägg till plats …</translation>
        </message>
        <message>
            <source>No backup yet</source>
            <translation>Ingen säkerhetskopia än</translation>
        </message>
        <message>
            <source>The first one is made when somebody locks or leaves.</source>
            <translation>Den första görs när någon låser eller stänger.</translation>
        </message>
        <message>
            <source>Backups are made by themselves at lock and closing, after two hours of work and before an upgrade. Of older ones 7 days, 5 weeks and 12 months are kept.</source>
            <translation>Säkerhetskopior görs av sig själva vid låsning och stängning, efter två timmars arbete och före en uppgradering. Av äldre sparas 7 dagar, 5 veckor och 12 månader.</translation>
        </message>
        <message>
            <source>Set aside by a restore</source>
            <translation>Undanlagt vid återställning</translation>
        </message>
        <message>
            <source>The copies can be relied on</source>
            <translation>Kopiorna går att lita på</translation>
        </message>
        <message>
            <source>Last read back {date}: {patients}, {texts}.</source>
            <translation>Senast återläst {date}: {patients}, {texts}.</translation>
        </message>
        <message>
            <source>Every copy lies on the clinic's own disk</source>
            <translation>Alla kopior ligger på klinikens egen disk</translation>
        </message>
        <message>
            <source>If the disk breaks all is lost. Add a USB stick or another disk below.</source>
            <translation>Går disken sönder är allt borta. Lägg till ett USB-minne eller en annan disk nedan.</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Tillstånd</translation>
        </message>
        <message>
            <source>Made</source>
            <translation>Skapad</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>Plats</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Storlek</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Varför</translation>
        </message>
        <message>
            <source>no. {number}</source>
            <translation>nr {number}</translation>
        </message>
        <message>
            <source>This computer</source>
            <translation>Den här datorn</translation>
        </message>
        <message>
            <source>Damaged</source>
            <translation>Skadad</translation>
        </message>
        <message>
            <source>Other keys</source>
            <translation>Andra nycklar</translation>
        </message>
        <message>
            <source>Another clinic's</source>
            <translation>Annan klinik</translation>
        </message>
        <message>
            <source>Readable</source>
            <translation>Läsbar</translation>
        </message>
        <message>
            <source>The copy is made with other keys than the present ones</source>
            <translation>Kopian är gjord med andra nycklar än de nuvarande</translation>
        </message>
        <message>
            <source>Which ones cannot be told.</source>
            <translation>Vilka går inte att säga.</translation>
        </message>
        <message>
            <source>It belongs to change {number} of the keys. The recovery key that now holds opens it, from the sign-in window. It is not damaged: keep it.</source>
            <translation>Den hör till nyckelbyte {number}. Den återställningsnyckel som gäller nu öppnar den, från inloggningsfönstret. Den är inte skadad: behåll den.</translation>
        </message>
        <message>
            <source>never tested</source>
            <translation>aldrig</translation>
        </message>
        <message>
            <source>It belongs to change {number} of the keys. It opens with the recovery paper of that time (test-typed: {day}), not with the present one. It is not damaged: keep both.</source>
            <translation>Den hör till nyckelbyte {number}. Den öppnas med den tidens återställningsblad (provskrivet: {day}), inte med det nuvarande. Den är inte skadad: behåll båda.</translation>
        </message>
        <message>
            <source>Cancelled. Nothing half-made was left.</source>
            <translation>Avbrutet. Inget halvfärdigt lämnades kvar.</translation>
        </message>
        <message>
            <source>Backing up</source>
            <translation>Säkerhetskopierar</translation>
        </message>
        <message>
            <source>Backed up and checked: {patients}, {texts}.</source>
            <translation>Säkerhetskopierat och kontrollerat: {patients}, {texts}.</translation>
        </message>
        <message>
            <source>One place got no copy: {path}</source>
            <translation>En plats fick ingen kopia: {path}</translation>
        </message>
        <message>
            <source>Reading the newest copy back</source>
            <translation>Läser tillbaka den nyaste kopian</translation>
        </message>
        <message>
            <source>Checking the copy</source>
            <translation>Kontrollerar kopian</translation>
        </message>
        <message>
            <source>The copy is whole: {patients}, {texts}.</source>
            <translation>Kopian är hel: {patients}, {texts}.</translation>
        </message>
        <message>
            <source>Comparing the copy with what stands now</source>
            <translation>Jämför kopian med det som finns nu</translation>
        </message>
        <message>
            <source>{path} did not become a place</source>
            <translation>{path} blev ingen plats för kopior</translation>
        </message>
        <message>
            <source>Removed for good. It stands in the log.</source>
            <translation>Borttaget för gott. Det står i loggen.</translation>
        </message>
    </context>
    <context>
        <name>CataloguePane</name>
        <message>
            <source>&amp;Back to the list</source>
            <translation>&amp;Tillbaka till listan</translation>
        </message>
    </context>
    <context>
        <name>CatalogueSheet</name>
        <message>
            <source>No source gives it</source>
            <translation>Anges inte i någon källa</translation>
        </message>
        <message>
            <source>for men</source>
            <translation>för män</translation>
        </message>
        <message>
            <source>for women</source>
            <translation>för kvinnor</translation>
        </message>
        <message>
            <source>Diagnoses</source>
            <translation>Diagnoser</translation>
        </message>
        <message>
            <source>Questionnaires</source>
            <translation>Mått</translation>
        </message>
        <message>
            <source>Sections with a title</source>
            <translation>Avsnitt med titel</translation>
        </message>
        <message>
            <source>What the clinician needs</source>
            <translation>Vad behandlaren behöver</translation>
        </message>
        <message>
            <source>Facts</source>
            <translation>Fakta</translation>
        </message>
        <message>
            <source>Think of</source>
            <translation>Tänk på</translation>
        </message>
        <message>
            <source>Support for the clinician</source>
            <translation>Stöd för behandlare</translation>
        </message>
        <message>
            <source>For a guardian</source>
            <translation>För vårdnadshavare</translation>
        </message>
        <message>
            <source>With exposure</source>
            <translation>Med exponering</translation>
        </message>
        <message>
            <source>Sleep treatment</source>
            <translation>Sömnbehandling</translation>
        </message>
        <message>
            <source>{low}–{high} minutes a patient and week</source>
            <translation>{low}–{high} minuter per patient och vecka</translation>
        </message>
        <message>
            <source>Age</source>
            <translation>Ålder</translation>
        </message>
        <message>
            <source>Sections</source>
            <translation>Avsnitt</translation>
        </message>
        <message>
            <source>Weeks</source>
            <translation>Veckor</translation>
        </message>
        <message>
            <source>Pace</source>
            <translation>Takt</translation>
        </message>
        <message numerus="yes">
            <source>One section every %n day(s)</source>
            <translation>
                <numerusform>Ett avsnitt varje dag</numerusform>
                <numerusform>Ett avsnitt var %n:e dag</numerusform>
            </translation>
        </message>
        <message>
            <source>Clinician's time</source>
            <translation>Behandlarens tid</translation>
        </message>
        <message>
            <source>Inactivity ladder</source>
            <translation>Inaktivitetstrappa</translation>
        </message>
        <message>
            <source>Publisher</source>
            <translation>Utgivare</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>Version</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Källa</translation>
        </message>
        <message>
            <source>Code in this program</source>
            <translation>Kod här i programmet</translation>
        </message>
        <message>
            <source>day {days}, the program's own</source>
            <translation>dag {days}, programmets egen</translation>
        </message>
        <message>
            <source>day {days}</source>
            <translation>dag {days}</translation>
        </message>
        <message numerus="yes">
            <source>From %n year(s)</source>
            <translation>
                <numerusform>Från %n år</numerusform>
                <numerusform>Från %n år</numerusform>
            </translation>
        </message>
        <message>
            <source>{low}–{high} years</source>
            <translation>{low}–{high} år</translation>
        </message>
        <message>
            <source>Main measures</source>
            <translation>Huvudmått</translation>
        </message>
        <message>
            <source>Main measures at {diagnosis}</source>
            <translation>Huvudmått vid {diagnosis}</translation>
        </message>
        <message>
            <source>Other measures</source>
            <translation>Övriga mått</translation>
        </message>
        <message>
            <source>Risk measure</source>
            <translation>Riskmått</translation>
        </message>
        <message>
            <source>No source names a questionnaire for this program.</source>
            <translation>Ingen källa nämner något mått för programmet.</translation>
        </message>
        <message>
            <source>Levels</source>
            <translation>Nivåer</translation>
        </message>
        <message>
            <source>Limits</source>
            <translation>Gränser</translation>
        </message>
        <message>
            <source>Risk rules</source>
            <translation>Riskregler</translation>
        </message>
        <message>
            <source>Change that is reliable</source>
            <translation>Säker förändring</translation>
        </message>
        <message>
            <source>Not settled</source>
            <translation>Inte avgjort</translation>
        </message>
        <message>
            <source>Has risk rules</source>
            <translation>Har riskregler</translation>
        </message>
        <message>
            <source>Rights</source>
            <translation>Rättigheter</translation>
        </message>
        <message>
            <source>Looks back</source>
            <translation>Frågar om</translation>
        </message>
        <message>
            <source>Given</source>
            <translation>Ges</translation>
        </message>
        <message>
            <source>Questions</source>
            <translation>Frågor</translation>
        </message>
        <message>
            <source>Total</source>
            <translation>Summa</translation>
        </message>
        <message>
            <source>Parts with a figure</source>
            <translation>Delar med egen siffra</translation>
        </message>
        <message>
            <source>Used in</source>
            <translation>Används i</translation>
        </message>
        <message>
            <source>Unanswered questions</source>
            <translation>Obesvarade frågor</translation>
        </message>
        <message numerus="yes">
            <source>The last %n day(s)</source>
            <translation>
                <numerusform>Den senaste dagen</numerusform>
                <numerusform>De senaste %n dagarna</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Every %n day(s)</source>
            <translation>
                <numerusform>Varje dag</numerusform>
                <numerusform>Var %n:e dag</numerusform>
            </translation>
        </message>
        <message>
            <source>The form has no total</source>
            <translation>Formuläret har ingen summa</translation>
        </message>
        <message>
            <source>No total while an answer is missing</source>
            <translation>Ingen summa när ett svar saknas</translation>
        </message>
        <message numerus="yes">
            <source>A total with up to %n answer(s) missing</source>
            <translation>
                <numerusform>Summa även när högst %n svar saknas</numerusform>
                <numerusform>Summa även när högst %n svar saknas</numerusform>
            </translation>
        </message>
        <message>
            <source>{word} (guidance)</source>
            <translation>{word} (vägledande)</translation>
        </message>
        <message>
            <source>in use</source>
            <translation>används</translation>
        </message>
        <message>
            <source>listed, not in use</source>
            <translation>upptagen, används inte</translation>
        </message>
        <message>
            <source>{points} or more</source>
            <translation>{points} eller mer</translation>
        </message>
        <message>
            <source>The total</source>
            <translation>Summan</translation>
        </message>
        <message>
            <source>Question {item}</source>
            <translation>Fråga {item}</translation>
        </message>
        <message>
            <source>Contact the same day</source>
            <translation>Kontakt samma dag</translation>
        </message>
        <message>
            <source>The clinician asks about it</source>
            <translation>Behandlaren frågar om det</translation>
        </message>
        <message>
            <source>has risen by {points} or more</source>
            <translation>har ökat med {points} eller mer</translation>
        </message>
        <message numerus="yes">
            <source>%n point(s)</source>
            <translation>
                <numerusform>%n poäng</numerusform>
                <numerusform>%n poäng</numerusform>
            </translation>
        </message>
        <message>
            <source>Below {points}</source>
            <translation>Under {points}</translation>
        </message>
        <message>
            <source>Recovered, if reliably better</source>
            <translation>Återhämtad, om förbättringen är säker</translation>
        </message>
    </context>
    <context>
        <name>ClinicRoom</name>
        <message>
            <source>Saved</source>
            <translation>Sparat</translation>
        </message>
        <message>
            <source>The clinic profile is saved.</source>
            <translation>Klinikprofilen är sparad.</translation>
        </message>
        <message numerus="yes">
            <source>%n error(s) to correct</source>
            <translation>
                <numerusform>%n fel att rätta</numerusform>
                <numerusform>%n fel att rätta</numerusform>
            </translation>
        </message>
        <message>
            <source>Not saved. What you wrote is still here.</source>
            <translation>Inte sparat. Det du skrev finns kvar här.</translation>
        </message>
        <message>
            <source>{field}: theirs ”{theirs}”, yours ”{mine}”</source>
            <translation>{field}: deras ”{theirs}”, ditt ”{mine}”</translation>
        </message>
        <message>
            <source>Somebody else changed the profile meanwhile.</source>
            <translation>Någon annan ändrade profilen under tiden.</translation>
        </message>
        <message>
            <source>Not saved yet: what you typed last time is here.</source>
            <translation>Inte sparat än: det du skrev förra gången finns här.</translation>
        </message>
        <message>
            <source>Clinic profile</source>
            <translation>Klinikprofil</translation>
        </message>
        <message>
            <source>The clinic</source>
            <translation>Kliniken</translation>
        </message>
        <message>
            <source>When it is urgent</source>
            <translation>När det är bråttom</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Inställningar</translation>
        </message>
        <message>
            <source>The clinic's name</source>
            <translation>Klinikens namn</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Adress</translation>
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
            <source>Nearest psychiatric emergency unit</source>
            <translation>Närmaste psykiatriska akutmottagning</translation>
        </message>
        <message>
            <source>Its phone number</source>
            <translation>Telefonnummer dit</translation>
        </message>
        <message>
            <source>What patients and colleagues are told</source>
            <translation>Vad patienter och kollegor får veta</translation>
        </message>
        <message>
            <source>Tries without an answer before the clinic acts</source>
            <translation>Försök utan svar innan kliniken gör mer</translation>
        </message>
        <message>
            <source>When nobody is reached: what the clinic does</source>
            <translation>När ingen nås: vad kliniken gör</translation>
        </message>
        <message>
            <source>Patient fee</source>
            <translation>Patientavgift</translation>
        </message>
        <message>
            <source>Days to the first assessment</source>
            <translation>Dagar till första bedömning</translation>
        </message>
        <message>
            <source>Days to the start of treatment</source>
            <translation>Dagar till behandlingsstart</translation>
        </message>
        <message>
            <source>Warn when so many days are left</source>
            <translation>Varna när så många dagar är kvar</translation>
        </message>
        <message>
            <source>Lock after so many minutes (1–60) without a key</source>
            <translation>Lås efter så många minuter (1–60) utan tangent</translation>
        </message>
        <message>
            <source>Screenshots and shared screens</source>
            <translation>Skärmbilder och delad skärm</translation>
        </message>
        <message>
            <source>Forwarding address of the tax agency</source>
            <translation>Skatteverkets förmedlingsadress</translation>
        </message>
        <message>
            <source>Regions of registration that are left out</source>
            <translation>Folkbokföringsregioner som undantas</translation>
        </message>
        <message>
            <source>Shown beside 112 wherever a risk is flagged.</source>
            <translation>Visas bredvid 112 överallt där en risk är flaggad.</translation>
        </message>
        <message>
            <source>Printed on letters to persons with protected identity, whose own address never is. Take it from the tax agency's own pages.</source>
            <translation>Skrivs på brev till personer med skyddade personuppgifter, vars egen adress aldrig skrivs ut. Ta den från Skatteverkets egna sidor.</translation>
        </message>
        <message>
            <source>Counted on the computer as a whole where it can tell: work in another program is work. After an hour without a key here it locks all the same, and always when the computer locks or sleeps.</source>
            <translation>Räknas för hela datorn där den kan berätta det: arbete i ett annat program är arbete. Efter en timme utan tangent här låses programmet ändå, och alltid när datorn låses eller går i vila.</translation>
        </message>
        <message>
            <source>Holds from the next unlocking, on Windows and macOS. Linux has no such thing: there the windows can always be pictured. Turning it off is written in the log.</source>
            <translation>Gäller från nästa upplåsning, i Windows och macOS. Linux har ingen sådan spärr: där kan fönstren alltid avbildas. Att stänga av den skrivs i loggen.</translation>
        </message>
        <message>
            <source>The windows are left out (recommended)</source>
            <translation>Fönstren syns inte (rekommenderas)</translation>
        </message>
        <message>
            <source>The windows can be seen, for remote help</source>
            <translation>Fönstren syns, för hjälp på distans</translation>
        </message>
        <message>
            <source>Parted by commas; empty leaves out none. A patient who is registered there can be found suitable by nobody here (REG-1).</source>
            <translation>Skilj åt med komma; tomt undantar ingen. En patient som är skriven där kan inte få beslutet lämplig här (REG-1).</translation>
        </message>
        <message>
            <source>&amp;Save</source>
            <translation>&amp;Spara</translation>
        </message>
        <message>
            <source>Take &amp;theirs</source>
            <translation>&amp;Ta deras</translation>
        </message>
        <message>
            <source>&amp;Keep mine</source>
            <translation>&amp;Behåll mitt</translation>
        </message>
    </context>
    <context>
        <name>CodeCard</name>
        <message>
            <source>It is shown now and never again.</source>
            <translation>Visas nu och aldrig mer.</translation>
        </message>
        <message>
            <source>&amp;Save the sheet as PDF …</source>
            <translation>&amp;Spara bladet som PDF …</translation>
        </message>
        <message>
            <source>Typed from the paper</source>
            <translation>Inskriven från papperet</translation>
        </message>
        <message>
            <source>Saved. Print it, then delete the file.</source>
            <translation>Sparat. Skriv ut det och ta sedan bort filen.</translation>
        </message>
    </context>
    <context>
        <name>CourseRoom</name>
        <message>
            <source>Course and fees</source>
            <translation>Förlopp och avgifter</translation>
        </message>
        <message>
            <source>Each limit stands in a data file with a version and its source, and is changed under Rules. A recorded check keeps the limits of its day.</source>
            <translation>Varje gräns står i en datafil med version och källa och ändras under Regler. En registrerad kontroll behåller gränserna från sin dag.</translation>
        </message>
        <message>
            <source>The texts could not be read.</source>
            <translation>Texterna kunde inte läsas.</translation>
        </message>
        <message>
            <source>Course check, week {week}, version {version}</source>
            <translation>Kurskontroll vecka {week}, version {version}</translation>
        </message>
        <message>
            <source>{measure}, worse by</source>
            <translation>{measure}, sämre med</translation>
        </message>
        <message>
            <source>With a source</source>
            <translation>Med källa</translation>
        </message>
        <message>
            <source>The clinic's choice</source>
            <translation>Klinikens val</translation>
        </message>
        <message>
            <source>Fees and ceilings</source>
            <translation>Avgifter och tak</translation>
        </message>
        <message>
            <source>at least {sum} in a week with a contact</source>
            <translation>minst {sum} i en vecka med kontakt</translation>
        </message>
        <message>
            <source>free under {age}</source>
            <translation>fri under {age} år</translation>
        </message>
        <message>
            <source>Read</source>
            <translation>Läst</translation>
        </message>
        <message>
            <source>Computed, not read</source>
            <translation>Beräknat, ej läst</translation>
        </message>
        <message>
            <source>Ceiling from {year}: {sum}</source>
            <translation>Tak från {year}: {sum}</translation>
        </message>
        <message>
            <source>Inactivity ladder</source>
            <translation>Inaktivitetstrappa</translation>
        </message>
        <message>
            <source>day {days} {step}</source>
            <translation>dag {days} {step}</translation>
        </message>
        <message>
            <source>Fields that are filled in: {fields}. An empty text brings ours back.</source>
            <translation>Fält som fylls i: {fields}. En tom text ger tillbaka vår.</translation>
        </message>
    </context>
    <context>
        <name>DestroyedRow</name>
        <message>
            <source>Destroyed {when}, IVO {number} of {day}</source>
            <translation>Förstörd {when}, IVO {number} den {day}</translation>
        </message>
        <message>
            <source>Record (id {id}). Asked by {asked}, confirmed by {confirmed}. Row {row} of the access log.</source>
            <translation>Journal (id {id}). Begärd av {asked}, bekräftad av {confirmed}. Rad {row} i åtkomstloggen.</translation>
        </message>
        <message>
            <source>Save the receipt …</source>
            <translation>Spara kvittot …</translation>
        </message>
        <message>
            <source>Save the receipt</source>
            <translation>Spara kvittot</translation>
        </message>
        <message>
            <source>Where it still lies</source>
            <translation>Var den finns kvar</translation>
        </message>
        <message>
            <source>Remove the older copies now …</source>
            <translation>Ta bort de äldre kopiorna nu …</translation>
        </message>
        <message numerus="yes">
            <source>%n database(s) with the record, set aside by a restore.</source>
            <translation>
                <numerusform>%n databas som lades undan vid en återläsning innehåller journalen.</numerusform>
                <numerusform>%n databaser som lades undan vid en återläsning innehåller journalen.</numerusform>
            </translation>
        </message>
        <message>
            <source>An administrator can remove them here now.</source>
            <translation>En administratör kan ta bort dem här nu.</translation>
        </message>
        <message>
            <source>Prints, saved files, what was filed in another system, and copies that somebody carried elsewhere are not known to the program.</source>
            <translation>Utskrifter, sparade filer, det som förts in i ett annat system och kopior som någon burit någon annanstans känner programmet inte till.</translation>
        </message>
        <message numerus="yes">
            <source>%n older file(s) removed.</source>
            <translation>
                <numerusform>%n äldre kopia är borttagen.</numerusform>
                <numerusform>%n äldre kopior är borttagna.</numerusform>
            </translation>
        </message>
        <message>
            <source>The receipt says it too: save it anew.</source>
            <translation>Kvittot säger det också: spara det på nytt.</translation>
        </message>
        <message>
            <source>A place was left as it is: {path}</source>
            <translation>En plats lämnades som den är: {path}</translation>
        </message>
        <message>
            <source>Remove every older backup that holds the record?</source>
            <translation>Ta bort alla äldre säkerhetskopior som innehåller journalen?</translation>
        </message>
        <message>
            <source>In each place the newest backup of after the destruction is proved first; the older ones then go, also those that thinning would keep. A mistake of before cannot be undone by a restore any more.</source>
            <translation>På varje plats prövas först den nyaste kopian som gjorts efter förstöringen; sedan tas de äldre bort, även de som gallringen skulle behålla. Ett tidigare misstag kan inte längre ångras med en återläsning.</translation>
        </message>
        <message>
            <source>&amp;Leave it to thinning</source>
            <translation>&amp;Låt gallringen ta dem</translation>
        </message>
        <message>
            <source>&amp;Remove them now</source>
            <translation>&amp;Ta bort dem nu</translation>
        </message>
    </context>
    <context>
        <name>DestructionRoom</name>
        <message>
            <source>Destruction of a record</source>
            <translation>Förstöring av journal</translation>
        </message>
        <message>
            <source>Only IVO can decide it, on the patient's own application.</source>
            <translation>Bara IVO kan besluta det, på patientens egen ansökan.</translation>
        </message>
        <message>
            <source>Patient Data Act (PDL 2008:355) chapter 8, section 4. Nothing else gives the right: no wish alone, no age of the record. Destroying cannot be undone.</source>
            <translation>Patientdatalagen (PDL 2008:355) 8 kap. 4 §. Inget annat ger rätt: inte bara en önskan, inte journalens ålder. Förstöring går inte att ångra.</translation>
        </message>
        <message>
            <source>Whose record</source>
            <translation>Vems journal</translation>
        </message>
        <message>
            <source>The decision, and two persons</source>
            <translation>Beslutet och två personer</translation>
        </message>
        <message>
            <source>Destroyed records</source>
            <translation>Förstörda journaler</translation>
        </message>
        <message>
            <source>The patient's whole identity number</source>
            <translation>Patientens hela personnummer</translation>
        </message>
        <message>
            <source>Show &amp;what would be destroyed</source>
            <translation>Visa &amp;vad som skulle förstöras</translation>
        </message>
        <message>
            <source>Reference number of IVO's decision</source>
            <translation>Diarienummer på IVO:s beslut</translation>
        </message>
        <message>
            <source>Date of the decision</source>
            <translation>Beslutets datum</translation>
        </message>
        <message>
            <source>The patient's number once more, from the decision</source>
            <translation>Patientens nummer en gång till, från beslutet</translation>
        </message>
        <message>
            <source>Second person, who has read the decision</source>
            <translation>Andra personen, som har läst beslutet</translation>
        </message>
        <message>
            <source>Their own password</source>
            <translation>Den personens eget lösenord</translation>
        </message>
        <message>
            <source>Everybody is signed out. The database is written anew without the record, a backup is made at once, and a receipt is kept here. Older backups go on holding the record until they are thinned out or removed below.</source>
            <translation>Alla loggas ut. Databasen skrivs på nytt utan journalen, en säkerhetskopia görs genast och ett kvitto sparas här. Äldre säkerhetskopior innehåller journalen tills de gallras eller tas bort nedan.</translation>
        </message>
        <message>
            <source>&amp;Destroy the record …</source>
            <translation>&amp;Förstör journalen …</translation>
        </message>
        <message>
            <source>None so far.</source>
            <translation>Inga hittills.</translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) in the database would be gone</source>
            <translation>
                <numerusform>%n rad i databasen skulle försvinna</numerusform>
                <numerusform>%n rader i databasen skulle försvinna</numerusform>
            </translation>
        </message>
        <message>
            <source>What stays: {rows} rows of the access log with the record's id, {reasons} of them with a reason that somebody typed. The program writes no name and no clinical text there.</source>
            <translation>Det som stannar: {rows} rader i åtkomstloggen med journalens id, varav {reasons} med ett skäl som någon skrev. Programmet skriver varken namn eller journaltext där.</translation>
        </message>
        <message>
            <source>Not yet: somebody is still being cared for.</source>
            <translation>Inte än: vård pågår.</translation>
        </message>
        <message>
            <source>There is nobody who could confirm.</source>
            <translation>Det finns ingen som kan bekräfta.</translation>
        </message>
        <message>
            <source>It takes a second administrator or coordinator. Appoint one under Users first.</source>
            <translation>Det krävs en administratör eller samordnare till. Utse en under Användare först.</translation>
        </message>
        <message>
            <source>Type the number from the decision.</source>
            <translation>Skriv numret från beslutet.</translation>
        </message>
        <message>
            <source>Looking …</source>
            <translation>Letar …</translation>
        </message>
        <message>
            <source>Nobody here has this number. Compare it with the decision.</source>
            <translation>Ingen här har det numret. Jämför med beslutet.</translation>
        </message>
        <message>
            <source>Write the number that stands on IVO's letter.</source>
            <translation>Skriv numret som står i IVO:s beslut.</translation>
        </message>
        <message>
            <source>Write a day.</source>
            <translation>Skriv en dag.</translation>
        </message>
        <message>
            <source>Type the number once more, from the decision.</source>
            <translation>Skriv numret en gång till, från beslutet.</translation>
        </message>
        <message>
            <source>The second person types their own password.</source>
            <translation>Den andra personen skriver sitt eget lösenord.</translation>
        </message>
        <message>
            <source>Destroy the whole record of {name}?</source>
            <translation>Förstöra hela journalen för {name}?</translation>
        </message>
        <message>
            <source>It cannot be undone, by nobody. Everybody is signed out, you too.</source>
            <translation>Det går inte att ångra, av någon. Alla loggas ut, du också.</translation>
        </message>
        <message>
            <source>&amp;Keep the record</source>
            <translation>&amp;Behåll journalen</translation>
        </message>
        <message>
            <source>&amp;Destroy it</source>
            <translation>&amp;Förstör den</translation>
        </message>
        <message>
            <source>Asking …</source>
            <translation>Frågar …</translation>
        </message>
        <message>
            <source>Receipt of destruction {day}.pdf</source>
            <translation>Kvitto på förstöring {day}.pdf</translation>
        </message>
        <message>
            <source>Writing …</source>
            <translation>Skriver …</translation>
        </message>
        <message>
            <source>The receipt is saved. It names no patient.</source>
            <translation>Kvittot är sparat. Det namnger ingen patient.</translation>
        </message>
        <message>
            <source>Proving and removing …</source>
            <translation>Prövar och tar bort …</translation>
        </message>
    </context>
    <context>
        <name>DestructionWords</name>
        <message>
            <source>Referrals</source>
            <translation>Remisser</translation>
        </message>
        <message>
            <source>Booked visits</source>
            <translation>Bokade besök</translation>
        </message>
        <message>
            <source>Attached papers</source>
            <translation>Bifogade papper</translation>
        </message>
        <message>
            <source>Assessments</source>
            <translation>Bedömningar</translation>
        </message>
        <message>
            <source>Filled-in forms</source>
            <translation>Ifyllda formulär</translation>
        </message>
        <message>
            <source>Treatments</source>
            <translation>Behandlingar</translation>
        </message>
        <message>
            <source>Feedback texts, each version</source>
            <translation>Återkopplingar, varje version</translation>
        </message>
        <message>
            <source>Reports of the week</source>
            <translation>Veckorapporter</translation>
        </message>
        <message>
            <source>Checks of course and inactivity</source>
            <translation>Kontroller av förlopp och inaktivitet</translation>
        </message>
        <message>
            <source>In-depth assessments of risk</source>
            <translation>Fördjupade bedömningar av risk</translation>
        </message>
        <message>
            <source>Safety plans, each version</source>
            <translation>Säkerhetsplaner, varje version</translation>
        </message>
        <message>
            <source>Care contacts</source>
            <translation>Vårdkontakter</translation>
        </message>
        <message>
            <source>Fee periods and changed fees</source>
            <translation>Avgiftsperioder och ändrade avgifter</translation>
        </message>
        <message>
            <source>Guardians and consents</source>
            <translation>Vårdnadshavare och samtycken</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>Dokument</translation>
        </message>
        <message>
            <source>Drafts</source>
            <translation>Utkast</translation>
        </message>
        <message>
            <source>Blocks and reasons for opening</source>
            <translation>Spärrar och skäl för öppning</translation>
        </message>
        <message>
            <source>Personal details, words of the search, smaller parts</source>
            <translation>Personuppgifter, sökord och mindre delar</translation>
        </message>
        <message>
            <source>A risk case is open: a clinician assesses and closes it first.</source>
            <translation>Ett riskärende är öppet: en behandlare bedömer och stänger det först.</translation>
        </message>
        <message>
            <source>A promised contact has not been made: a clinician makes it first (To do).</source>
            <translation>En utlovad kontakt är inte gjord: en behandlare tar den först (Att göra).</translation>
        </message>
        <message>
            <source>A treatment is planned, runs or rests: the clinician closes or voids it first.</source>
            <translation>En behandling är planerad, pågår eller är pausad: behandlaren avslutar eller makulerar den först.</translation>
        </message>
        <message>
            <source>A visit is booked: reception cancels it first.</source>
            <translation>Ett besök är bokat: receptionen avbokar det först.</translation>
        </message>
        <message>
            <source>This computer, the clinic's own folder</source>
            <translation>Den här datorn, klinikens egen mapp</translation>
        </message>
        <message>
            <source>Not there now. Older backups on it may hold the record.</source>
            <translation>Finns inte på plats nu. Äldre säkerhetskopior där kan innehålla journalen.</translation>
        </message>
        <message numerus="yes">
            <source>%n older backup(s) with the record.</source>
            <translation>
                <numerusform>%n äldre säkerhetskopia innehåller journalen.</numerusform>
                <numerusform>%n äldre säkerhetskopior innehåller journalen.</numerusform>
            </translation>
        </message>
        <message>
            <source>The last one is thinned out about {day}, if a backup is made each day; with fewer it stays longer.</source>
            <translation>Den sista gallras omkring {day}, om en kopia görs varje dag; görs färre ligger den kvar längre.</translation>
        </message>
        <message>
            <source>When the last one goes cannot be said.</source>
            <translation>När den sista gallras kan inte sägas.</translation>
        </message>
        <message>
            <source>No backup of after the destruction lies there yet, so none is removed.</source>
            <translation>Ingen kopia gjord efter förstöringen ligger där än, så ingen tas bort.</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) cannot be read and may hold it.</source>
            <translation>
                <numerusform>%n fil går inte att läsa och kan innehålla den.</numerusform>
                <numerusform>%n filer går inte att läsa och kan innehålla den.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>KeysRoom</name>
        <message>
            <source>Keys</source>
            <translation>Nycklar</translation>
        </message>
        <message>
            <source>What there is</source>
            <translation>Det här finns</translation>
        </message>
        <message>
            <source>Ways in</source>
            <translation>Inloggningar</translation>
        </message>
        <message>
            <source>What can be done</source>
            <translation>Det här går att göra</translation>
        </message>
        <message>
            <source>A new device code when its paper was seen or lost. Nobody's password is needed. The old code opens nothing any more; each other computer and account asks once for the new one.</source>
            <translation>En ny enhetskod när papperet har setts av någon obehörig eller är borta. Ingens lösenord behövs. Den gamla koden öppnar ingenting mer. Varje annan dator och datorkonto frågar en gång efter den nya.</translation>
        </message>
        <message>
            <source>New &amp;device code …</source>
            <translation>Ny &amp;enhetskod …</translation>
        </message>
        <message>
            <source>All keys when somebody who left is not trusted, or a computer or a copy of the files is in other hands. If a colleague leaves on good terms it is enough to shut the way in, under Users.</source>
            <translation>Alla nycklar när någon som slutat inte går att lita på, eller när en dator eller en kopia av filerna är i orätta händer. Slutar någon i godo räcker det att stänga inloggningen under Användare.</translation>
        </message>
        <message>
            <source>Change &amp;all keys …</source>
            <translation>B&amp;yt alla nycklar …</translation>
        </message>
        <message>
            <source>New device code</source>
            <translation>Ny enhetskod</translation>
        </message>
        <message>
            <source>Print the sheet, then type the code from the paper. Until it has been typed the old code holds.</source>
            <translation>Skriv ut bladet och skriv sedan in koden från papperet. Tills det är gjort gäller den gamla koden.</translation>
        </message>
        <message>
            <source>&amp;Let the new code hold</source>
            <translation>&amp;Låt den nya koden gälla</translation>
        </message>
        <message>
            <source>&amp;Cancel</source>
            <translation>A&amp;vbryt</translation>
        </message>
        <message>
            <source>The new device code</source>
            <translation>Den nya enhetskoden</translation>
        </message>
        <message>
            <source>Master key, number {number}</source>
            <translation>Huvudnyckel nummer {number}</translation>
        </message>
        <message>
            <source>Made {date}.</source>
            <translation>Skapad {date}.</translation>
        </message>
        <message>
            <source>Made {date}. The keys of before are kept inside the database: they open older backups and the older part of the log.</source>
            <translation>Skapad {date}. De tidigare nycklarna ligger kvar inuti databasen: de öppnar äldre säkerhetskopior och den äldre delen av loggen.</translation>
        </message>
        <message>
            <source>Device code</source>
            <translation>Enhetskod</translation>
        </message>
        <message>
            <source>Made {date}. On paper, and in the keyring of each computer.</source>
            <translation>Skapad {date}. Finns på papper och i varje dators nyckelring.</translation>
        </message>
        <message>
            <source>None: the passwords alone protect the files, so they are longer.</source>
            <translation>Ingen: lösenorden skyddar filerna ensamma och är därför längre.</translation>
        </message>
        <message>
            <source>Recovery key</source>
            <translation>Återställningsnyckel</translation>
        </message>
        <message>
            <source>Made {date}, typed from the paper {tested}.</source>
            <translation>Skapad {date}, inskriven från papperet {tested}.</translation>
        </message>
        <message>
            <source>Made {date}, not yet typed from the paper.</source>
            <translation>Skapad {date}, ännu inte inskriven från papperet.</translation>
        </message>
        <message>
            <source>Everything that is written lies encrypted under one master key. Each colleague's password opens it together with the device code; the recovery key opens it alone.</source>
            <translation>Allt som skrivs ligger krypterat under en huvudnyckel. Varje medarbetares lösenord öppnar den tillsammans med enhetskoden, återställningsnyckeln öppnar den ensam.</translation>
        </message>
        <message>
            <source>Everything that is written lies encrypted under one master key. Each colleague's password opens it, and so does the recovery key.</source>
            <translation>Allt som skrivs ligger krypterat under en huvudnyckel. Varje medarbetares lösenord öppnar den, och det gör återställningsnyckeln också.</translation>
        </message>
        <message>
            <source>shut</source>
            <translation>stängd</translation>
        </message>
        <message>
            <source>made {date}</source>
            <translation>skapad {date}</translation>
        </message>
        <message>
            <source>has a one-time password and has not signed in</source>
            <translation>har ett engångslösenord och har inte loggat in</translation>
        </message>
        <message>
            <source>password of {date}</source>
            <translation>lösenord från {date}</translation>
        </message>
        <message>
            <source>The recovery key has been used. Make a new one under Recovery key.</source>
            <translation>Återställningsnyckeln har använts. Skapa en ny under Återställningsnyckel.</translation>
        </message>
        <message>
            <source>Type the recovery key from its paper, under Recovery key, and seal it.</source>
            <translation>Skriv in återställningsnyckeln från papperet, under Återställningsnyckel, och försegla den.</translation>
        </message>
        <message>
            <source>The device code may be in other hands. Make a new one below.</source>
            <translation>Enhetskoden kan vara i orätta händer. Skapa en ny nedan.</translation>
        </message>
        <message>
            <source>Not signed in with their one-time password yet: {names}.</source>
            <translation>Har ännu inte loggat in med sitt engångslösenord: {names}.</translation>
        </message>
        <message>
            <source>No backup has been made since the keys were changed. Make one under Backups.</source>
            <translation>Ingen säkerhetskopia har gjorts sedan nycklarna byttes. Gör en under Säkerhetskopior.</translation>
        </message>
        <message>
            <source>Still to be done</source>
            <translation>Kvar att göra</translation>
        </message>
        <message>
            <source>Nothing is left to be done</source>
            <translation>Inget är kvar att göra</translation>
        </message>
        <message>
            <source>Every key has been tried, and every way in is somebody's own.</source>
            <translation>Varje nyckel är provad, och alla har valt sitt eget lösenord.</translation>
        </message>
        <message>
            <source>Making the code …</source>
            <translation>Skapar koden …</translation>
        </message>
        <message>
            <source>Device code sheet.pdf</source>
            <translation>Enhetskod.pdf</translation>
        </message>
        <message>
            <source>Type the code from the paper.</source>
            <translation>Skriv in koden från papperet.</translation>
        </message>
        <message>
            <source>Renewing every way in …</source>
            <translation>Förnyar varje inloggning …</translation>
        </message>
        <message>
            <source>The new code holds, and this computer keeps it in its keyring.</source>
            <translation>Den nya koden gäller, och den här datorn har den i sin nyckelring.</translation>
        </message>
        <message>
            <source>The new code holds. It is asked for at the next sign-in.</source>
            <translation>Den nya koden gäller. Den frågas efter vid nästa inloggning.</translation>
        </message>
        <message>
            <source>That is another code. Type the one from the new sheet.</source>
            <translation>Det är en annan kod. Skriv den från det nya bladet.</translation>
        </message>
    </context>
    <context>
        <name>KnowledgeRoom</name>
        <message>
            <source>Put in force</source>
            <translation>Satt i kraft</translation>
        </message>
        <message>
            <source>Taken out of use</source>
            <translation>Tagen ur bruk</translation>
        </message>
        <message>
            <source>The program's own again</source>
            <translation>Den medföljande igen</translation>
        </message>
        <message>
            <source>risk question</source>
            <translation>riskfråga</translation>
        </message>
        <message>
            <source>in-depth assessment</source>
            <translation>fördjupad bedömning</translation>
        </message>
        <message>
            <source>incomplete</source>
            <translation>ofullständigt</translation>
        </message>
        <message>
            <source>prorated</source>
            <translation>uppräknad</translation>
        </message>
        <message>
            <source>above the limit</source>
            <translation>över gränsen</translation>
        </message>
        <message>
            <source>shorter range</source>
            <translation>kortare skala</translation>
        </message>
        <message>
            <source>men</source>
            <translation>män</translation>
        </message>
        <message>
            <source>women</source>
            <translation>kvinnor</translation>
        </message>
        <message>
            <source>It could not be read.</source>
            <translation>Det gick inte att läsa.</translation>
        </message>
        <message>
            <source>Programs</source>
            <translation>Program</translation>
        </message>
        <message>
            <source>Forms</source>
            <translation>Formulär</translation>
        </message>
        <message>
            <source>Wording of forms</source>
            <translation>Formulärens ordalydelse</translation>
        </message>
        <message>
            <source>{name} (out of use)</source>
            <translation>{name} (ur bruk)</translation>
        </message>
        <message>
            <source>No file yet</source>
            <translation>Ingen fil än</translation>
        </message>
        <message>
            <source>What holds</source>
            <translation>Vad som gäller</translation>
        </message>
        <message>
            <source>History</source>
            <translation>Historik</translation>
        </message>
        <message>
            <source>Read a file of the clinic's own. Only words that the clinic holds the rights to may be kept here.</source>
            <translation>Läs in en egen fil. Bara ordalydelser som kliniken har rätt till får finnas här.</translation>
        </message>
        <message>
            <source>Out of use. What was made with it keeps it.</source>
            <translation>Ur bruk. Det som gjorts med den behåller den.</translation>
        </message>
        <message>
            <source>The clinic's own, version {version}</source>
            <translation>Klinikens egen, version {version}</translation>
        </message>
        <message>
            <source>The program's own, version {version}</source>
            <translation>Medföljande, version {version}</translation>
        </message>
        <message>
            <source>In force</source>
            <translation>I kraft</translation>
        </message>
        <message>
            <source>The program has come with version {version}. Compare, and choose.</source>
            <translation>Programmet har kommit med version {version}. Jämför och välj.</translation>
        </message>
        <message>
            <source>Newer</source>
            <translation>Nyare</translation>
        </message>
        <message>
            <source>Questions</source>
            <translation>Frågor</translation>
        </message>
        <message>
            <source>Worked examples</source>
            <translation>Räknade exempel</translation>
        </message>
        <message>
            <source>Version {version}, not yet in force</source>
            <translation>Version {version}, inte i kraft än</translation>
        </message>
        <message>
            <source>replaces version {version}</source>
            <translation>ersätter version {version}</translation>
        </message>
        <message>
            <source>EXC-2 has a limit of its own for this form. See it under Rules.</source>
            <translation>EXC-2 har en egen gräns för formuläret. Se den under Regler.</translation>
        </message>
        <message>
            <source>What would hold</source>
            <translation>Vad som skulle gälla</translation>
        </message>
        <message>
            <source>no total</source>
            <translation>ingen summa</translation>
        </message>
        <message>
            <source>Nothing was changed.</source>
            <translation>Inget ändrades.</translation>
        </message>
        <message>
            <source>The file is not taken in.</source>
            <translation>Filen togs inte in.</translation>
        </message>
        <message>
            <source>Version {version} is in force.</source>
            <translation>Version {version} är i kraft.</translation>
        </message>
        <message>
            <source>It is out of use. What was made with it keeps it.</source>
            <translation>Den är ur bruk. Det som gjorts med den behåller den.</translation>
        </message>
        <message>
            <source>The program's own version is in force.</source>
            <translation>Den medföljande versionen är i kraft.</translation>
        </message>
        <message>
            <source>Write why; it stands in the history.</source>
            <translation>Skriv varför; det står i historiken.</translation>
        </message>
        <message>
            <source>Nothing was changed. What holds now is something else; your words are kept.</source>
            <translation>Inget ändrades: nu gäller något annat. Det du skrev finns kvar.</translation>
        </message>
        <message>
            <source>&amp;Show what holds now</source>
            <translation>&amp;Visa vad som gäller nu</translation>
        </message>
        <message>
            <source>Version {version} holds since you wrote. Compare before you let yours hold.</source>
            <translation>Version {version} gäller sedan du skrev. Jämför innan du sätter din i kraft.</translation>
        </message>
        <message>
            <source>Somebody changed this program meanwhile.</source>
            <translation>Någon ändrade programmet under tiden.</translation>
        </message>
        <message>
            <source>The program does not hold together yet.</source>
            <translation>Programmet går inte ihop än.</translation>
        </message>
        <message>
            <source>Write {count} days in rising order, as {days}.</source>
            <translation>Skriv {count} dagar i stigande ordning, som {days}.</translation>
        </message>
        <message>
            <source>What to look at</source>
            <translation>Vad som visas</translation>
        </message>
        <message>
            <source>Which one</source>
            <translation>Vilken</translation>
        </message>
        <message>
            <source>Cut-off in use</source>
            <translation>Gränsvärde som gäller</translation>
        </message>
        <message>
            <source>Choose a cut-off</source>
            <translation>Välj gränsvärde</translation>
        </message>
        <message>
            <source>Read a &amp;file …</source>
            <translation>Läs in en f&amp;il …</translation>
        </message>
        <message>
            <source>&amp;Change the program …</source>
            <translation>Ä&amp;ndra programmet …</translation>
        </message>
        <message>
            <source>&amp;New program …</source>
            <translation>N&amp;ytt program …</translation>
        </message>
        <message>
            <source>&amp;Use the program's own</source>
            <translation>An&amp;vänd den medföljande</translation>
        </message>
        <message>
            <source>Take &amp;out of use</source>
            <translation>Ta &amp;ur bruk</translation>
        </message>
        <message>
            <source>&amp;Put back in use</source>
            <translation>Ta i b&amp;ruk igen</translation>
        </message>
        <message>
            <source>&amp;Back</source>
            <translation>Till&amp;baka</translation>
        </message>
        <message>
            <source>Look it o&amp;ver</source>
            <translation>&amp;Granska</translation>
        </message>
        <message>
            <source>Put in &amp;force</source>
            <translation>Sätt i &amp;kraft</translation>
        </message>
        <message>
            <source>Why it is changed</source>
            <translation>Varför det ändras</translation>
        </message>
    </context>
    <context>
        <name>LogCheckRoom</name>
        <message>
            <source>Log check</source>
            <translation>Loggkontroll</translation>
        </message>
        <message>
            <source>Each month some accesses are drawn from the log, and somebody else than the reader says whether they belonged to the work. The signed check is the evidence that the rules ask for.</source>
            <translation>Varje månad dras några åtkomster ur loggen, och någon annan än den som läste säger om de hörde till arbetet. Den signerade kontrollen är det bevis som föreskrifterna kräver.</translation>
        </message>
        <message>
            <source>Month</source>
            <translation>Månad</translation>
        </message>
        <message>
            <source>&amp;Draw the rows</source>
            <translation>&amp;Dra raderna</translation>
        </message>
        <message>
            <source>Drawn rows</source>
            <translation>Dragna rader</translation>
        </message>
        <message>
            <source>This is your own access.</source>
            <translation>Det här är din egen åtkomst.</translation>
        </message>
        <message>
            <source>Somebody else must judge it.</source>
            <translation>Någon annan måste bedöma den.</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Anteckning</translation>
        </message>
        <message>
            <source>Needed when it is explained or followed up: say how, without clinical text.</source>
            <translation>Behövs när den förklaras eller följs upp: säg hur, utan klinisk text.</translation>
        </message>
        <message>
            <source>Conclusion</source>
            <translation>Slutsats</translation>
        </message>
        <message>
            <source>Sign the month</source>
            <translation>Signera månaden</translation>
        </message>
        <message>
            <source>Save &amp;evidence as PDF …</source>
            <translation>Spara &amp;bevis som PDF …</translation>
        </message>
        <message>
            <source>Finding</source>
            <translation>Bedömning</translation>
        </message>
        <message>
            <source>Who and when</source>
            <translation>Vem och när</translation>
        </message>
        <message>
            <source>What, and why it was drawn</source>
            <translation>Vad, och därför dragen</translation>
        </message>
        <message>
            <source>No month is over yet. The first check is made when this month has ended.</source>
            <translation>Ingen månad är slut än. Den första kontrollen görs när den här månaden är slut.</translation>
        </message>
        <message>
            <source>The rows of this month are not drawn. The program draws them; nobody chooses.</source>
            <translation>Månadens rader är inte dragna. Programmet drar dem; ingen väljer.</translation>
        </message>
        <message>
            <source>The month is signed {moment} by {name}.</source>
            <translation>Månaden är signerad {moment} av {name}.</translation>
        </message>
        <message>
            <source>Nothing of it can be changed.</source>
            <translation>Inget i den kan ändras.</translation>
        </message>
        <message>
            <source>Needed when something is followed up. Empty means: nothing to remark.</source>
            <translation>Behövs när något följs upp. Tom betyder: inget att anmärka.</translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) without a verdict</source>
            <translation>
                <numerusform>%n rad utan bedömning</numerusform>
                <numerusform>%n rader utan bedömning</numerusform>
            </translation>
        </message>
        <message>
            <source>Every row is judged</source>
            <translation>Alla rader är bedömda</translation>
        </message>
        <message>
            <source>patient not shown</source>
            <translation>patienten visas inte</translation>
        </message>
        <message>
            <source>Choose a row above.</source>
            <translation>Välj en rad ovan.</translation>
        </message>
        <message>
            <source>Write how it is explained or followed up.</source>
            <translation>Skriv hur den förklaras eller följs upp.</translation>
        </message>
        <message>
            <source>Drawing the rows …</source>
            <translation>Drar raderna …</translation>
        </message>
        <message>
            <source>The log check is signed. Save the evidence.</source>
            <translation>Loggkontrollen är signerad. Spara beviset.</translation>
        </message>
        <message>
            <source>The month cannot be signed yet.</source>
            <translation>Månaden kan inte signeras än.</translation>
        </message>
        <message>
            <source>Every row needs a verdict. Rows that you read yourself are judged by somebody else.</source>
            <translation>Varje rad behöver en bedömning. Det du själv har läst bedöms av någon annan.</translation>
        </message>
        <message>
            <source>Write what came of what is followed up.</source>
            <translation>Skriv vad som blev av det som följs upp.</translation>
        </message>
        <message>
            <source>Log check {month}.pdf</source>
            <translation>Loggkontroll {month}.pdf</translation>
        </message>
        <message>
            <source>Writing …</source>
            <translation>Skriver …</translation>
        </message>
        <message>
            <source>The evidence is saved. Keep it for at least five years.</source>
            <translation>Beviset är sparat. Förvara det i minst fem år.</translation>
        </message>
        <message>
            <source>What you wrote is not in it: {words}</source>
            <translation>Det du skrev är inte med: {words}</translation>
        </message>
        <message>
            <source>The month was signed by somebody else meanwhile.</source>
            <translation>Månaden signerades av någon annan under tiden.</translation>
        </message>
        <message>
            <source>Not saved yet.</source>
            <translation>Inte sparat än.</translation>
        </message>
        <message>
            <source>{name}: {verdict}</source>
            <translation>{name}: {verdict}</translation>
        </message>
    </context>
    <context>
        <name>LogCheckWords</name>
        <message>
            <source>own name</source>
            <translation>eget namn</translation>
        </message>
        <message>
            <source>same family name</source>
            <translation>samma efternamn</translation>
        </message>
        <message>
            <source>protected identity</source>
            <translation>skyddade personuppgifter</translation>
        </message>
        <message>
            <source>night, 22–06</source>
            <translation>natt, 22–06</translation>
        </message>
        <message>
            <source>no care relation</source>
            <translation>ingen vårdrelation</translation>
        </message>
        <message>
            <source>emergency access</source>
            <translation>nödåtkomst</translation>
        </message>
        <message>
            <source>no act of their own on the patient</source>
            <translation>ingen egen åtgärd på patienten</translation>
        </message>
        <message>
            <source>at random</source>
            <translation>slumpvis</translation>
        </message>
        <message>
            <source>Expected</source>
            <translation>Väntad</translation>
        </message>
        <message>
            <source>Explained</source>
            <translation>Förklarad</translation>
        </message>
        <message>
            <source>Follow up</source>
            <translation>Följs upp</translation>
        </message>
        <message>
            <source>Not judged</source>
            <translation>Inte bedömd</translation>
        </message>
        <message>
            <source>signed</source>
            <translation>signerad</translation>
        </message>
        <message>
            <source>not drawn</source>
            <translation>inte dragen</translation>
        </message>
        <message>
            <source>{judged} of {rows} judged</source>
            <translation>{judged} av {rows} bedömda</translation>
        </message>
        <message>
            <source>late</source>
            <translation>sen</translation>
        </message>
        <message>
            <source>{occasions} occasions (one person, one patient, one day), {rows} drawn.</source>
            <translation>{occasions} tillfällen (en person, en patient, en dag), {rows} dragna.</translation>
        </message>
        <message>
            <source>Among all: {found}.</source>
            <translation>Bland alla: {found}.</translation>
        </message>
    </context>
    <context>
        <name>LogPapersRoom</name>
        <message>
            <source>Papers of the log</source>
            <translation>Loggutskrifter</translation>
        </message>
        <message>
            <source>Receipt of the week</source>
            <translation>Veckans kvitto</translation>
        </message>
        <message>
            <source>Compare a receipt</source>
            <translation>Jämför ett kvitto</translation>
        </message>
        <message>
            <source>Extract for a patient</source>
            <translation>Utdrag till en patient</translation>
        </message>
        <message>
            <source>The receipt says how far the log had come. Keep it where whoever looks after the computer cannot reach it: with it, rows that are taken away and an older file put back are noticed.</source>
            <translation>Kvittot säger hur långt loggen hade kommit. Förvara det där den som sköter datorn inte når det: med det märks rader som tas bort och en äldre fil som läggs tillbaka.</translation>
        </message>
        <message>
            <source>Type the code from a receipt. Capitals, spaces and hyphens do not matter.</source>
            <translation>Skriv koden från ett kvitto. Versaler, mellanslag och bindestreck spelar ingen roll.</translation>
        </message>
        <message>
            <source>The patient has the right to know from which unit and when somebody was in the data. The extract names roles, not colleagues, in plain Swedish.</source>
            <translation>Patienten har rätt att få veta från vilken enhet och när någon har varit inne i uppgifterna. Utdraget nämner roller, inte kollegor, på enkel svenska.</translation>
        </message>
        <message>
            <source>Save the &amp;receipt as PDF …</source>
            <translation>Spara &amp;kvittot som PDF …</translation>
        </message>
        <message>
            <source>Receipt code</source>
            <translation>Kvittokod</translation>
        </message>
        <message>
            <source>&amp;Compare</source>
            <translation>&amp;Jämför</translation>
        </message>
        <message>
            <source>The patient's identity number</source>
            <translation>Patientens personnummer</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Från och med</translation>
        </message>
        <message>
            <source>Through</source>
            <translation>Till och med</translation>
        </message>
        <message>
            <source>Save the e&amp;xtract as PDF …</source>
            <translation>Spara &amp;utdraget som PDF …</translation>
        </message>
        <message>
            <source>Log receipt {day}.pdf</source>
            <translation>Loggkvitto {day}.pdf</translation>
        </message>
        <message>
            <source>Writing …</source>
            <translation>Skriver …</translation>
        </message>
        <message>
            <source>Saved: the log has {rows} rows. Print it and put it away.</source>
            <translation>Sparat: loggen har {rows} rader. Skriv ut det och lägg undan det.</translation>
        </message>
        <message>
            <source>Type the code from the receipt.</source>
            <translation>Skriv koden från kvittot.</translation>
        </message>
        <message>
            <source>The receipt belongs to this log.</source>
            <translation>Kvittot hör till den här loggen.</translation>
        </message>
        <message>
            <source>Row {row} is here as it was. The log has {now} rows now.</source>
            <translation>Rad {row} finns här som den var. Loggen har nu {now} rader.</translation>
        </message>
        <message>
            <source>The log ends before the receipt.</source>
            <translation>Loggen slutar före kvittot.</translation>
        </message>
        <message>
            <source>The log is not the one that the receipt was taken of.</source>
            <translation>Loggen är inte den som kvittot togs på.</translation>
        </message>
        <message>
            <source>The receipt names row {row}; the log has {now}. An older copy may have been put back, or rows taken away. Tell the head of unit today, and keep every backup.</source>
            <translation>Kvittot gäller rad {row}; loggen har {now}. En äldre kopia kan ha lagts tillbaka, eller rader tagits bort. Säg till verksamhetschefen idag, och spara alla säkerhetskopior.</translation>
        </message>
        <message>
            <source>Type the patient's identity number.</source>
            <translation>Skriv patientens personnummer.</translation>
        </message>
        <message>
            <source>Write a day.</source>
            <translation>Skriv en dag.</translation>
        </message>
        <message>
            <source>Log extract {day}.pdf</source>
            <translation>Loggutdrag {day}.pdf</translation>
        </message>
        <message numerus="yes">
            <source>Saved, %n row(s). Hand it over and delete the file.</source>
            <translation>
                <numerusform>Sparat, %n rad. Lämna över det och ta bort filen.</numerusform>
                <numerusform>Sparat, %n rader. Lämna över det och ta bort filen.</numerusform>
            </translation>
        </message>
        <message>
            <source>Nobody here has this number. Compare it with the patient's paper.</source>
            <translation>Ingen här har det numret. Jämför med patientens handling.</translation>
        </message>
        <message>
            <source>The last day lies before the first. Check both.</source>
            <translation>Sista dagen ligger före den första. Kontrollera båda.</translation>
        </message>
    </context>
    <context>
        <name>LogRoom</name>
        <message>
            <source>Access log</source>
            <translation>Åtkomstlogg</translation>
        </message>
        <message>
            <source>&amp;Check the chain</source>
            <translation>&amp;Kontrollera kedjan</translation>
        </message>
        <message>
            <source>Save the rows as CS&amp;V …</source>
            <translation>Spara &amp;raderna som CSV …</translation>
        </message>
        <message>
            <source>Person, patient, part or reason</source>
            <translation>Person, patient, del eller orsak</translation>
        </message>
        <message>
            <source>Person or part</source>
            <translation>Person eller del</translation>
        </message>
        <message>
            <source>From day</source>
            <translation>Från dag</translation>
        </message>
        <message>
            <source>To day</source>
            <translation>Till dag</translation>
        </message>
        <message>
            <source>What was done</source>
            <translation>Vad som gjordes</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>Allt</translation>
        </message>
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
            <translation>Nödåtkomst</translation>
        </message>
        <message>
            <source>Protected identity</source>
            <translation>Skyddade personuppgifter</translation>
        </message>
        <message>
            <source>&amp;Show all</source>
            <translation>&amp;Visa alla</translation>
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
            <source>Rows cannot be changed or removed, not even by an administrator.</source>
            <translation>Rader kan inte ändras eller tas bort, inte ens av en administratör.</translation>
        </message>
        <message>
            <source>The chain is whole, {rows} rows, checked {time}</source>
            <translation>Kedjan är hel, {rows} rader, kontrollerad {time}</translation>
        </message>
        <message>
            <source>The chain is broken, {rows} rows, checked {time}</source>
            <translation>Kedjan är bruten, {rows} rader, kontrollerad {time}</translation>
        </message>
        <message>
            <source>The newest rows were checked when the clinic was opened.</source>
            <translation>De nyaste raderna kontrollerades när kliniken öppnades.</translation>
        </message>
        <message>
            <source>The check when the clinic was opened found a fault.</source>
            <translation>Kontrollen när kliniken öppnades hittade ett fel.</translation>
        </message>
        <message>
            <source>The chain does not hold.</source>
            <translation>Kedjan håller inte.</translation>
        </message>
        <message>
            <source>The chain does not hold from row {row}.</source>
            <translation>Kedjan håller inte från rad {row}.</translation>
        </message>
        <message>
            <source>Rows are missing or changed. Tell the head of unit today, and keep the newest backup as it is.</source>
            <translation>Rader saknas eller är ändrade. Säg till verksamhetschefen idag, och behåll den senaste säkerhetskopian som den är.</translation>
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
            <source>Part</source>
            <translation>Del</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Orsak</translation>
        </message>
        <message>
            <source>Patient</source>
            <translation>Patient</translation>
        </message>
        <message>
            <source>&amp;Filter: some rows</source>
            <translation>&amp;Filter: vissa rader</translation>
        </message>
        <message>
            <source>&amp;Filter: all</source>
            <translation>&amp;Filter: alla</translation>
        </message>
        <message>
            <source>Row {row}</source>
            <translation>Rad {row}</translation>
        </message>
        <message>
            <source>computer {name}</source>
            <translation>dator {name}</translation>
        </message>
        <message>
            <source>Access log {day}.csv</source>
            <translation>Åtkomstlogg {day}.csv</translation>
        </message>
        <message>
            <source>Writing …</source>
            <translation>Skriver …</translation>
        </message>
        <message numerus="yes">
            <source>Saved as {name}, %n row(s). Delete the file afterwards.</source>
            <translation>
                <numerusform>Sparad som {name}, %n rad. Ta bort filen efteråt.</numerusform>
                <numerusform>Sparad som {name}, %n rader. Ta bort filen efteråt.</numerusform>
            </translation>
        </message>
        <message>
            <source>Checking the chain …</source>
            <translation>Kontrollerar kedjan …</translation>
        </message>
    </context>
    <context>
        <name>LogWords</name>
        <message>
            <source>reception</source>
            <translation>reception</translation>
        </message>
        <message>
            <source>clinician</source>
            <translation>behandlare</translation>
        </message>
        <message>
            <source>coordinator</source>
            <translation>samordnare</translation>
        </message>
        <message>
            <source>administrator</source>
            <translation>administratör</translation>
        </message>
        <message>
            <source>Read</source>
            <translation>Läst</translation>
        </message>
        <message>
            <source>Listed</source>
            <translation>Listade</translation>
        </message>
        <message>
            <source>Searched</source>
            <translation>Sökte</translation>
        </message>
        <message>
            <source>Added</source>
            <translation>Lade till</translation>
        </message>
        <message>
            <source>Changed</source>
            <translation>Ändrade</translation>
        </message>
        <message>
            <source>Signed</source>
            <translation>Signerade</translation>
        </message>
        <message>
            <source>Corrected</source>
            <translation>Rättade</translation>
        </message>
        <message>
            <source>Voided</source>
            <translation>Makulerade</translation>
        </message>
        <message>
            <source>Threw away</source>
            <translation>Kastade</translation>
        </message>
        <message>
            <source>Printed</source>
            <translation>Skrev ut</translation>
        </message>
        <message>
            <source>Saved a copy</source>
            <translation>Sparade en kopia</translation>
        </message>
        <message>
            <source>Took in</source>
            <translation>Läste in</translation>
        </message>
        <message>
            <source>Made an extract</source>
            <translation>Gjorde ett utdrag</translation>
        </message>
        <message>
            <source>Signed in</source>
            <translation>Loggade in</translation>
        </message>
        <message>
            <source>Failed sign-in</source>
            <translation>Misslyckad inloggning</translation>
        </message>
        <message>
            <source>Signed out</source>
            <translation>Loggade ut</translation>
        </message>
        <message>
            <source>Locked</source>
            <translation>Låste</translation>
        </message>
        <message>
            <source>Unlocked</source>
            <translation>Låste upp</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Nekades</translation>
        </message>
        <message>
            <source>Changed the role</source>
            <translation>Ändrade rollen</translation>
        </message>
        <message>
            <source>Changed a key</source>
            <translation>Ändrade en nyckel</translation>
        </message>
        <message>
            <source>Backed up</source>
            <translation>Säkerhetskopierade</translation>
        </message>
        <message>
            <source>Restored</source>
            <translation>Återställde</translation>
        </message>
        <message>
            <source>Upgraded</source>
            <translation>Uppgraderade</translation>
        </message>
        <message>
            <source>Destroyed</source>
            <translation>Förstörde</translation>
        </message>
        <message>
            <source>The clock was wrong</source>
            <translation>Klockan gick fel</translation>
        </message>
        <message>
            <source>Checked</source>
            <translation>Kontrollerade</translation>
        </message>
        <message>
            <source>Acknowledgement of the referral</source>
            <translation>Bekräftelse på remissen</translation>
        </message>
        <message>
            <source>Program assignment</source>
            <translation>Programtilldelning</translation>
        </message>
        <message>
            <source>Attached scan</source>
            <translation>Bifogad bild</translation>
        </message>
        <message>
            <source>Backup</source>
            <translation>Säkerhetskopia</translation>
        </message>
        <message>
            <source>Rehearsed restore</source>
            <translation>Prov av återläsning</translation>
        </message>
        <message>
            <source>Place for backups</source>
            <translation>Plats för säkerhetskopior</translation>
        </message>
        <message>
            <source>Blocked record</source>
            <translation>Spärrad journal</translation>
        </message>
        <message>
            <source>Care contact</source>
            <translation>Vårdkontakt</translation>
        </message>
        <message>
            <source>Clinic</source>
            <translation>Kliniken</translation>
        </message>
        <message>
            <source>Clinic profile</source>
            <translation>Klinikprofil</translation>
        </message>
        <message>
            <source>The computer's clock</source>
            <translation>Datorns klocka</translation>
        </message>
        <message>
            <source>Closing</source>
            <translation>Avslut</translation>
        </message>
        <message>
            <source>Attempt to reach the patient</source>
            <translation>Kontaktförsök</translation>
        </message>
        <message>
            <source>Consent</source>
            <translation>Samtycke</translation>
        </message>
        <message>
            <source>Contact ways</source>
            <translation>Kontaktuppgifter</translation>
        </message>
        <message>
            <source>Second signature</source>
            <translation>Medsignatur</translation>
        </message>
        <message>
            <source>Course</source>
            <translation>Förlopp</translation>
        </message>
        <message>
            <source>Crisis card</source>
            <translation>Krisuppgifter</translation>
        </message>
        <message>
            <source>Check of the course</source>
            <translation>Kontroll av förloppet</translation>
        </message>
        <message>
            <source>What the check led to</source>
            <translation>Vad kontrollen ledde till</translation>
        </message>
        <message>
            <source>Event in the course</source>
            <translation>Händelse i förloppet</translation>
        </message>
        <message>
            <source>Program, form or rules</source>
            <translation>Program, formulär eller regler</translation>
        </message>
        <message>
            <source>Decision</source>
            <translation>Beslut</translation>
        </message>
        <message>
            <source>Receipt of a destroyed record</source>
            <translation>Kvitto på förstörd journal</translation>
        </message>
        <message>
            <source>Destroyed records, left out of a restore</source>
            <translation>Förstörda journaler, utelämnade vid återläsning</translation>
        </message>
        <message>
            <source>Device code</source>
            <translation>Enhetskod</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>Dokument</translation>
        </message>
        <message>
            <source>Record opened for a reason</source>
            <translation>Journal öppnad av ett skäl</translation>
        </message>
        <message>
            <source>Draft</source>
            <translation>Utkast</translation>
        </message>
        <message>
            <source>The new keys hold</source>
            <translation>De nya nycklarna gäller</translation>
        </message>
        <message>
            <source>The old keys end</source>
            <translation>De gamla nycklarna upphör</translation>
        </message>
        <message>
            <source>Fees of the patient</source>
            <translation>Patientens avgifter</translation>
        </message>
        <message>
            <source>Fee</source>
            <translation>Avgift</translation>
        </message>
        <message>
            <source>Monthly basis of fees</source>
            <translation>Månadsunderlag för avgifter</translation>
        </message>
        <message>
            <source>Fee period</source>
            <translation>Avgiftsperiod</translation>
        </message>
        <message>
            <source>Feedback desk</source>
            <translation>Återkopplingsbordet</translation>
        </message>
        <message>
            <source>Feedback</source>
            <translation>Återkoppling</translation>
        </message>
        <message>
            <source>Filing in the journal</source>
            <translation>Införing i journalen</translation>
        </message>
        <message>
            <source>Letter by the tax agency</source>
            <translation>Brev via förmedling</translation>
        </message>
        <message>
            <source>Step of the inactivity ladder</source>
            <translation>Steg vid inaktivitet</translation>
        </message>
        <message>
            <source>Guardian</source>
            <translation>Vårdnadshavare</translation>
        </message>
        <message>
            <source>Key file</source>
            <translation>Nyckelfil</translation>
        </message>
        <message>
            <source>Access log</source>
            <translation>Åtkomstlogg</translation>
        </message>
        <message>
            <source>Database</source>
            <translation>Databas</translation>
        </message>
        <message>
            <source>Clinic set aside by a restore</source>
            <translation>Klinik undanlagd vid återställning</translation>
        </message>
        <message>
            <source>Log check</source>
            <translation>Loggkontroll</translation>
        </message>
        <message>
            <source>Measurement</source>
            <translation>Mätning</translation>
        </message>
        <message>
            <source>Older copies with a destroyed record</source>
            <translation>Äldre kopior med en förstörd journal</translation>
        </message>
        <message>
            <source>Patient</source>
            <translation>Patient</translation>
        </message>
        <message>
            <source>Care unit of the patient</source>
            <translation>Patientens vårdenhet</translation>
        </message>
        <message>
            <source>Permission</source>
            <translation>Behörighet</translation>
        </message>
        <message>
            <source>Phrase</source>
            <translation>Fras</translation>
        </message>
        <message>
            <source>Own setting</source>
            <translation>Egen inställning</translation>
        </message>
        <message>
            <source>Record of a protected person</source>
            <translation>Journal för person med skydd</translation>
        </message>
        <message>
            <source>Protected identity</source>
            <translation>Skyddade personuppgifter</translation>
        </message>
        <message>
            <source>Whole record</source>
            <translation>Hela journalen</translation>
        </message>
        <message>
            <source>Recovery key</source>
            <translation>Återställningsnyckel</translation>
        </message>
        <message>
            <source>Referral</source>
            <translation>Remiss</translation>
        </message>
        <message>
            <source>Referrer</source>
            <translation>Remittent</translation>
        </message>
        <message>
            <source>In-depth assessment</source>
            <translation>Fördjupad bedömning</translation>
        </message>
        <message>
            <source>Change of keys</source>
            <translation>Nyckelbyte</translation>
        </message>
        <message>
            <source>Rules tried on past cases</source>
            <translation>Regler provade på tidigare fall</translation>
        </message>
        <message>
            <source>Safety plan</source>
            <translation>Säkerhetsplan</translation>
        </message>
        <message>
            <source>Windows left out of screenshots</source>
            <translation>Skydd mot skärmbilder påslaget</translation>
        </message>
        <message>
            <source>Windows may be seen in screenshots</source>
            <translation>Skydd mot skärmbilder avstängt</translation>
        </message>
        <message>
            <source>Row saved from a damaged file</source>
            <translation>Rad räddad ur en skadad fil</translation>
        </message>
        <message>
            <source>Assessment</source>
            <translation>Bedömning</translation>
        </message>
        <message>
            <source>The program's data files</source>
            <translation>Programmets datafiler</translation>
        </message>
        <message>
            <source>Sign-in</source>
            <translation>Inloggning</translation>
        </message>
        <message>
            <source>A way in</source>
            <translation>En väg in</translation>
        </message>
        <message>
            <source>Treatment</source>
            <translation>Behandling</translation>
        </message>
        <message>
            <source>Care unit</source>
            <translation>Vårdenhet</translation>
        </message>
        <message>
            <source>User</source>
            <translation>Användare</translation>
        </message>
        <message>
            <source>Visit</source>
            <translation>Besök</translation>
        </message>
        <message>
            <source>The patient's week</source>
            <translation>Patientens vecka</translation>
        </message>
        <message>
            <source>lists patients</source>
            <translation>lista patienter</translation>
        </message>
        <message>
            <source>opens a patient</source>
            <translation>öppna en patient</translation>
        </message>
        <message>
            <source>changes a patient's details</source>
            <translation>ändra en patients uppgifter</translation>
        </message>
        <message>
            <source>blocks a record</source>
            <translation>spärrar en journal</translation>
        </message>
        <message>
            <source>lifts or passes a block</source>
            <translation>häver eller passerar en spärr</translation>
        </message>
        <message>
            <source>lifts a protection</source>
            <translation>häver ett skydd</translation>
        </message>
        <message>
            <source>registers referrals</source>
            <translation>registrera remisser</translation>
        </message>
        <message>
            <source>reads referrals</source>
            <translation>läsa remisser</translation>
        </message>
        <message>
            <source>moves referrals</source>
            <translation>flytta remisser</translation>
        </message>
        <message>
            <source>books visits</source>
            <translation>boka besök</translation>
        </message>
        <message>
            <source>reads clinical text</source>
            <translation>läsa klinisk text</translation>
        </message>
        <message>
            <source>assesses</source>
            <translation>bedöma</translation>
        </message>
        <message>
            <source>decides</source>
            <translation>besluta</translation>
        </message>
        <message>
            <source>signs with a colleague</source>
            <translation>medsignera</translation>
        </message>
        <message>
            <source>assigns programs</source>
            <translation>tilldela program</translation>
        </message>
        <message>
            <source>records measurements</source>
            <translation>mata in mätningar</translation>
        </message>
        <message>
            <source>sees risk</source>
            <translation>se risk</translation>
        </message>
        <message>
            <source>assesses risk</source>
            <translation>bedöma risk</translation>
        </message>
        <message>
            <source>writes feedback</source>
            <translation>skriva återkoppling</translation>
        </message>
        <message>
            <source>closes treatments</source>
            <translation>avsluta behandlingar</translation>
        </message>
        <message>
            <source>makes documents</source>
            <translation>skapa dokument</translation>
        </message>
        <message>
            <source>prints letters</source>
            <translation>skriva ut brev</translation>
        </message>
        <message>
            <source>files documents</source>
            <translation>införa dokument</translation>
        </message>
        <message>
            <source>sees what is to be done</source>
            <translation>se vad som ska göras</translation>
        </message>
        <message>
            <source>sees fees</source>
            <translation>se avgifter</translation>
        </message>
        <message>
            <source>keeps fees</source>
            <translation>sköter avgifter</translation>
        </message>
        <message>
            <source>manages users</source>
            <translation>hantera användare</translation>
        </message>
        <message>
            <source>changes the clinic profile</source>
            <translation>ändra klinikprofilen</translation>
        </message>
        <message>
            <source>changes programs, forms and rules</source>
            <translation>ändrar program, formulär och regler</translation>
        </message>
        <message>
            <source>reads the access log</source>
            <translation>läsa åtkomstloggen</translation>
        </message>
        <message>
            <source>reads the access log of a patient</source>
            <translation>läser en patients åtkomstlogg</translation>
        </message>
        <message>
            <source>keeps backups</source>
            <translation>sköta säkerhetskopior</translation>
        </message>
        <message>
            <source>destroys a record by decision of IVO</source>
            <translation>förstör en journal efter beslut av IVO</translation>
        </message>
        <message>
            <source>changes the own password</source>
            <translation>byta eget lösenord</translation>
        </message>
        <message>
            <source>Wrong user name or password</source>
            <translation>Fel användarnamn eller lösenord</translation>
        </message>
        <message>
            <source>Passwords alone, without a device code</source>
            <translation>Endast lösenord, utan enhetskod</translation>
        </message>
        <message>
            <source>The file of failed sign-ins was damaged</source>
            <translation>Filen med misslyckade inloggningar var skadad</translation>
        </message>
        <message>
            <source>asked for and confirmed, not yet done</source>
            <translation>begärd och bekräftad, ännu inte gjord</translation>
        </message>
        <message>
            <source>done, by two persons</source>
            <translation>gjord, av två personer</translation>
        </message>
        <message>
            <source>left out of the restored clinic again</source>
            <translation>utelämnad på nytt ur den återlästa kliniken</translation>
        </message>
        <message>
            <source>changed the own password</source>
            <translation>bytte sitt eget lösenord</translation>
        </message>
        <message>
            <source>new one-time password for {name}</source>
            <translation>nytt engångslösenord till {name}</translation>
        </message>
        <message>
            <source>the way in was gone</source>
            <translation>inloggningen fanns inte längre</translation>
        </message>
        <message>
            <source>took away the way in of {name}</source>
            <translation>tog bort inloggningen för {name}</translation>
        </message>
        <message>
            <source>treats the patient</source>
            <translation>behandlar patienten</translation>
        </message>
        <message>
            <source>has written feedback</source>
            <translation>har skrivit återkoppling</translation>
        </message>
        <message>
            <source>supervises the treatment</source>
            <translation>handleder behandlingen</translation>
        </message>
        <message>
            <source>has assessed the patient</source>
            <translation>har bedömt patienten</translation>
        </message>
        <message>
            <source>has signed the decision</source>
            <translation>har signerat beslutet</translation>
        </message>
        <message>
            <source>has the referral</source>
            <translation>har remissen</translation>
        </message>
        <message>
            <source>has a booked visit</source>
            <translation>har ett bokat besök</translation>
        </message>
        <message>
            <source>handles the risk</source>
            <translation>hanterar risken</translation>
        </message>
        <message>
            <source>open risk case</source>
            <translation>öppet riskärende</translation>
        </message>
        <message>
            <source>new referral</source>
            <translation>ny remiss</translation>
        </message>
        <message>
            <source>waits for a program</source>
            <translation>väntar på program</translation>
        </message>
        <message>
            <source>coordination</source>
            <translation>samordning</translation>
        </message>
        <message>
            <source>work of the reception</source>
            <translation>receptionens arbete</translation>
        </message>
        <message>
            <source>Reason: {reason}</source>
            <translation>Skäl: {reason}</translation>
        </message>
        <message>
            <source>destroyed record (id {id})</source>
            <translation>förstörd journal (id {id})</translation>
        </message>
        <message>
            <source>The role lacks: {permission}</source>
            <translation>Rollen får inte: {permission}</translation>
        </message>
    </context>
    <context>
        <name>NameForm</name>
        <message>
            <source>Name of the unit</source>
            <translation>Enhetens namn</translation>
        </message>
        <message>
            <source>It stands in the access log and in what a patient is given of it.</source>
            <translation>Det står i åtkomstloggen och i det utdrag en patient får av den.</translation>
        </message>
        <message>
            <source>The log and the papers of earlier days keep the name of their day.</source>
            <translation>Loggen och papper från tidigare dagar behåller den dagens namn.</translation>
        </message>
        <message>
            <source>Add the unit</source>
            <translation>Lägg till enheten</translation>
        </message>
        <message>
            <source>Change the name</source>
            <translation>Byt namn</translation>
        </message>
        <message>
            <source>&amp;Cancel</source>
            <translation>A&amp;vbryt</translation>
        </message>
        <message>
            <source>{name} is added. Give colleagues and patients to it.</source>
            <translation>{name} är tillagd. Låt kollegor och patienter höra till den.</translation>
        </message>
        <message>
            <source>The unit is now called {name}.</source>
            <translation>Enheten heter nu {name}.</translation>
        </message>
    </context>
    <context>
        <name>ProgramForm</name>
        <message>
            <source>The program</source>
            <translation>Programmet</translation>
        </message>
        <message>
            <source>Ages, length and pace</source>
            <translation>Ålder, längd och takt</translation>
        </message>
        <message>
            <source>Diagnoses and questionnaires</source>
            <translation>Diagnoser och formulär</translation>
        </message>
        <message>
            <source>For the clinician</source>
            <translation>För behandlaren</translation>
        </message>
        <message>
            <source>Code: small letters, digits and hyphens</source>
            <translation>Kod: små bokstäver, siffror och bindestreck</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Namn</translation>
        </message>
        <message>
            <source>For whom</source>
            <translation>För vem</translation>
        </message>
        <message>
            <source>Publisher</source>
            <translation>Utgivare</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Källa</translation>
        </message>
        <message>
            <source>Who works in it</source>
            <translation>Vem som arbetar i det</translation>
        </message>
        <message>
            <source>From the age of</source>
            <translation>Från ålder</translation>
        </message>
        <message>
            <source>To the age of</source>
            <translation>Till ålder</translation>
        </message>
        <message>
            <source>Number of sections</source>
            <translation>Antal avsnitt</translation>
        </message>
        <message>
            <source>Weeks by the publisher</source>
            <translation>Veckor enligt utgivaren</translation>
        </message>
        <message>
            <source>Days from measure to measure</source>
            <translation>Dagar mellan mätningar</translation>
        </message>
        <message>
            <source>Clinician's minutes a week, from</source>
            <translation>Behandlarens minuter i veckan, från</translation>
        </message>
        <message>
            <source>Clinician's minutes a week, to</source>
            <translation>Behandlarens minuter i veckan, till</translation>
        </message>
        <message>
            <source>Inactivity ladder, days of silence</source>
            <translation>Inaktivitetstrappa, dagar utan livstecken</translation>
        </message>
        <message>
            <source>Kind, as the medicine rule asks</source>
            <translation>Slag, som läkemedelsregeln frågar efter</translation>
        </message>
        <message>
            <source>Titles of sections</source>
            <translation>Avsnittens titlar</translation>
        </message>
        <message>
            <source>Diagnosis codes</source>
            <translation>Diagnoskoder</translation>
        </message>
        <message>
            <source>Main measures</source>
            <translation>Huvudmått</translation>
        </message>
        <message>
            <source>Main measures by diagnosis</source>
            <translation>Huvudmått per diagnos</translation>
        </message>
        <message>
            <source>Other measures</source>
            <translation>Övriga mått</translation>
        </message>
        <message>
            <source>Risk measure</source>
            <translation>Riskmått</translation>
        </message>
        <message>
            <source>What the clinician needs</source>
            <translation>Vad behandlaren behöver</translation>
        </message>
        <message>
            <source>Facts</source>
            <translation>Fakta</translation>
        </message>
        <message>
            <source>Think of</source>
            <translation>Tänk på</translation>
        </message>
        <message>
            <source>Separate with commas.</source>
            <translation>Skilj åt med komma.</translation>
        </message>
        <message>
            <source>Four days in rising order with commas. Empty: the clinic's, {days}.</source>
            <translation>Fyra dagar i stigande ordning med kommatecken. Tomt: klinikens, {days}.</translation>
        </message>
        <message>
            <source>One line each: 1: Title. Without a title it is called Avsnitt 1.</source>
            <translation>En rad för varje: 1: Titel. Utan titel heter det Avsnitt 1.</translation>
        </message>
        <message>
            <source>One line each: F40.1: LSAS-SR</source>
            <translation>En rad för varje: F40.1: LSAS-SR</translation>
        </message>
        <message>
            <source>One line each: text | source. End with | uncertain where it is.</source>
            <translation>En rad för varje: text | källa. Avsluta med | osäker där det är så.</translation>
        </message>
        <message>
            <source>One line each: text | link | source. A link begins with https:// or file:///</source>
            <translation>En rad för varje: text | länk | källa. En länk börjar med https:// eller file:///</translation>
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
            <source>Neither exposure nor sleep treatment</source>
            <translation>Varken exponering eller sömnbehandling</translation>
        </message>
        <message>
            <source>Contains exposure</source>
            <translation>Innehåller exponering</translation>
        </message>
        <message>
            <source>Sleep treatment</source>
            <translation>Sömnbehandling</translation>
        </message>
    </context>
    <context>
        <name>ProgramWords</name>
        <message>
            <source>Support page</source>
            <translation>Supportsida</translation>
        </message>
        <message>
            <source>Method support and manual</source>
            <translation>Metodstöd och manual</translation>
        </message>
        <message>
            <source>Training</source>
            <translation>Utbildning</translation>
        </message>
        <message>
            <source>Routines and administration</source>
            <translation>Rutiner och administration</translation>
        </message>
        <message>
            <source>Patient information</source>
            <translation>Patientinformation</translation>
        </message>
    </context>
    <context>
        <name>ProgramsPage</name>
        <message>
            <source>Programs</source>
            <translation>Program</translation>
        </message>
        <message>
            <source>What the sources say. An administrator changes it under Administration.</source>
            <translation>Vad källorna säger. En administratör ändrar det under Administration.</translation>
        </message>
        <message>
            <source>Measures</source>
            <translation>Mått</translation>
        </message>
        <message>
            <source>Choose from the list</source>
            <translation>Välj i listan</translation>
        </message>
        <message>
            <source>Between list and text</source>
            <translation>Mellan lista och text</translation>
        </message>
    </context>
    <context>
        <name>RecoveryRoom</name>
        <message>
            <source>Make a new recovery key?</source>
            <translation>Göra en ny återställningsnyckel?</translation>
        </message>
        <message>
            <source>The old paper then opens nothing. It cannot be undone.</source>
            <translation>Det gamla papperet öppnar då ingenting. Det går inte att ångra.</translation>
        </message>
        <message>
            <source>&amp;Keep the old one</source>
            <translation>&amp;Behåll den gamla</translation>
        </message>
        <message>
            <source>&amp;Make a new key</source>
            <translation>&amp;Skapa en ny nyckel</translation>
        </message>
        <message>
            <source>Making the key …</source>
            <translation>Skapar nyckeln …</translation>
        </message>
        <message>
            <source>Recovery sheet.pdf</source>
            <translation>Återställningsblad.pdf</translation>
        </message>
        <message>
            <source>Saved. Print it, then delete the file: whoever has it can open the clinic.</source>
            <translation>Sparat. Skriv ut det och ta sedan bort filen: den som har den kan öppna kliniken.</translation>
        </message>
        <message>
            <source>Type the key from the paper.</source>
            <translation>Skriv in nyckeln från papperet.</translation>
        </message>
        <message>
            <source>Type the device code from its paper too.</source>
            <translation>Skriv enhetskoden från sitt blad också.</translation>
        </message>
        <message>
            <source>Trying the key …</source>
            <translation>Provar nyckeln …</translation>
        </message>
        <message>
            <source>The recovery key opens the clinic. Seal the paper.</source>
            <translation>Återställningsnyckeln öppnar kliniken. Försegla papperet.</translation>
        </message>
        <message>
            <source>Recovery key</source>
            <translation>Återställningsnyckel</translation>
        </message>
        <message>
            <source>The key has been test-typed.</source>
            <translation>Nyckeln är inskriven från papperet och fungerar.</translation>
        </message>
        <message>
            <source>If every password is lost, the sealed paper opens the clinic.</source>
            <translation>Om alla lösenord är borta öppnar det förseglade papperet kliniken.</translation>
        </message>
        <message>
            <source>The key has not been test-typed.</source>
            <translation>Nyckeln är inte inskriven från papperet än.</translation>
        </message>
        <message>
            <source>Until it is, no new patient is registered. Type it from the paper below.</source>
            <translation>Innan dess kan ingen ny patient registreras. Skriv in den från papperet här nedanför.</translation>
        </message>
        <message>
            <source>The key has been used, so its envelope is open.</source>
            <translation>Nyckeln har använts, så kuvertet är öppnat.</translation>
        </message>
        <message>
            <source>Make a new key, print it, and seal the new paper.</source>
            <translation>Skapa en ny nyckel, skriv ut den och försegla det nya papperet.</translation>
        </message>
        <message>
            <source>Make a new key when the paper is lost, or when somebody who should not have read it. Two persons keep one sealed envelope each.</source>
            <translation>Skapa en ny nyckel när papperet är borta, eller när någon obehörig har läst det. Två personer förvarar var sitt förseglade kuvert.</translation>
        </message>
        <message>
            <source>It is shown now and never again.</source>
            <translation>Visas nu och aldrig mer.</translation>
        </message>
        <message>
            <source>&amp;Save the recovery sheet as PDF …</source>
            <translation>&amp;Spara återställningsbladet som PDF …</translation>
        </message>
        <message>
            <source>The recovery key, typed from the paper</source>
            <translation>Återställningsnyckeln, inskriven från papperet</translation>
        </message>
        <message>
            <source>The device code, typed from its paper</source>
            <translation>Enhetskoden, avskriven från sitt blad</translation>
        </message>
        <message>
            <source>It was never typed: the clinic is ready when both papers have been tried.</source>
            <translation>Den har aldrig skrivits: kliniken är klar när båda bladen har provats.</translation>
        </message>
        <message>
            <source>&amp;Try the key</source>
            <translation>&amp;Prova nyckeln</translation>
        </message>
        <message>
            <source>Make a &amp;new key …</source>
            <translation>Skapa en &amp;ny nyckel …</translation>
        </message>
    </context>
    <context>
        <name>RestorePane</name>
        <message>
            <source>Why is it restored?</source>
            <translation>Varför återställs den?</translation>
        </message>
        <message>
            <source>&amp;Cancel</source>
            <translation>A&amp;vbryt</translation>
        </message>
        <message>
            <source>&amp;Restore the clinic</source>
            <translation>Åte&amp;rställ kliniken</translation>
        </message>
        <message>
            <source>What stands now is moved aside, not deleted. Everybody is signed out, and the restore stands in the access log with the reason.</source>
            <translation>Det som finns nu flyttas åt sidan och raderas inte. Alla loggas ut, och återställningen står i åtkomstloggen med sitt skäl.</translation>
        </message>
        <message>
            <source>Restore the copy from {when}?</source>
            <translation>Återställa kopian från {when}?</translation>
        </message>
        <message>
            <source>It is whole and holds {patients} and {texts}. Made by {name}.</source>
            <translation>Den är hel och innehåller {patients} och {texts}. Gjord av {name}.</translation>
        </message>
        <message>
            <source>It was sealed with the keys of before</source>
            <translation>Den är förseglad med de tidigare nycklarna</translation>
        </message>
        <message>
            <source>You open it with the old keys that the database keeps. It is written anew under the present keys: today's passwords, device code and recovery key go on holding, and whoever was shut out stays out.</source>
            <translation>Du öppnar den med de gamla nycklar som databasen sparar. Den skrivs om under de nuvarande: dagens lösenord, enhetskod och återställningsnyckel fortsätter att gälla, och den som stängts ute förblir utestängd.</translation>
        </message>
        <message>
            <source>… and older ones</source>
            <translation>… och äldre</translation>
        </message>
        <message>
            <source>The copy is not a part of this clinic's log</source>
            <translation>Kopian hör inte till den här klinikens logg</translation>
        </message>
        <message>
            <source>It was made on another path of history. All that stands now is lost.</source>
            <translation>Den gjordes i en annan gren av historien. Allt som finns nu går förlorat.</translation>
        </message>
        <message>
            <source>Of these, the changes are listed below, the newest first.</source>
            <translation>Ändringarna bland dem står nedan, de nyaste först.</translation>
        </message>
        <message>
            <source>None of them changed anything: readings, locks and the like.</source>
            <translation>Ingen av dem ändrade något: läsningar, låsningar och liknande.</translation>
        </message>
        <message>
            <source>Write why. It stands in the log.</source>
            <translation>Skriv varför. Det står i loggen.</translation>
        </message>
        <message>
            <source>Restoring</source>
            <translation>Återställer</translation>
        </message>
    </context>
    <context>
        <name>RotationPane</name>
        <message>
            <source>Not in the training clinic</source>
            <translation>Inte i övningskliniken</translation>
        </message>
        <message>
            <source>Everybody has the same password here: there is nothing to protect.</source>
            <translation>Alla har samma lösenord här: det finns inget att skydda.</translation>
        </message>
        <message>
            <source>Change all keys</source>
            <translation>Byt alla nycklar</translation>
        </message>
        <message>
            <source>For when somebody left and is not trusted, or when a computer, a copy of the files or a password has come into other hands. Everything written from now on is then closed to whoever has the old keys.</source>
            <translation>När någon har slutat och inte går att lita på, eller när en dator, en kopia av filerna eller ett lösenord har hamnat i orätta händer. Allt som skrivs härefter är stängt för den som har de gamla nycklarna.</translation>
        </message>
        <message>
            <source>Why are the keys changed?</source>
            <translation>Varför byts nycklarna?</translation>
        </message>
        <message>
            <source>It stands in the access log.</source>
            <translation>Det står i åtkomstloggen.</translation>
        </message>
        <message>
            <source>Whose way in was exposed?</source>
            <translation>Vems inloggning har röjts?</translation>
        </message>
        <message>
            <source>Your new password</source>
            <translation>Ditt nya lösenord</translation>
        </message>
        <message>
            <source>The password once more</source>
            <translation>Lösenordet en gång till</translation>
        </message>
        <message>
            <source>What else may be in other hands?</source>
            <translation>Vad mer kan vara i orätta händer?</translation>
        </message>
        <message>
            <source>The device code: its paper, or a computer that was signed in</source>
            <translation>Enhetskoden: papperet, eller en dator där den är sparad</translation>
        </message>
        <message>
            <source>The recovery key: an envelope is missing or was opened</source>
            <translation>Återställningsnyckeln: ett kuvert saknas eller har öppnats</translation>
        </message>
        <message>
            <source>This happens</source>
            <translation>Det här händer</translation>
        </message>
        <message>
            <source>Backups made before are still opened by the old keys: who already has a copy can read it. The clinic opens them with the new keys too. If the computer stops half-way nothing is lost: the next who signs in ends the change.</source>
            <translation>Säkerhetskopior från förut öppnas fortfarande av de gamla nycklarna: den som redan har en kopia kan läsa den. Kliniken öppnar dem också med de nya. Stannar datorn halvvägs går inget förlorat: den som loggar in härnäst avslutar bytet.</translation>
        </message>
        <message>
            <source>&amp;Cancel</source>
            <translation>A&amp;vbryt</translation>
        </message>
        <message>
            <source>C&amp;hange all keys …</source>
            <translation>&amp;Byt alla nycklar …</translation>
        </message>
        <message>
            <source>A backup is made and checked.</source>
            <translation>En säkerhetskopia görs och kontrolleras.</translation>
        </message>
        <message>
            <source>Whoever is shut out loses the way in; whoever was exposed gets a new one.</source>
            <translation>Den som stängs ute förlorar sin inloggning, den som har röjts får en ny.</translation>
        </message>
        <message>
            <source>A new master key is made, and the whole database is written anew under it.</source>
            <translation>En ny huvudnyckel skapas och hela databasen skrivs om under den.</translation>
        </message>
        <message>
            <source>The copy is read back and counted before it takes the old one's place.</source>
            <translation>Den nya databasen läses tillbaka och räknas innan den tar den gamlas plats.</translation>
        </message>
        <message>
            <source>A new backup is made in every place.</source>
            <translation>En ny säkerhetskopia görs på varje plats.</translation>
        </message>
        <message>
            <source>Everybody signs in anew. You are shown who must do what.</source>
            <translation>Alla loggar in på nytt. Du får se vem som ska göra vad.</translation>
        </message>
        <message>
            <source>Write why. It stands in the log.</source>
            <translation>Skriv varför. Det står i loggen.</translation>
        </message>
        <message>
            <source>Choose a new password of your own.</source>
            <translation>Välj ett nytt eget lösenord.</translation>
        </message>
        <message>
            <source>The two passwords differ.</source>
            <translation>De två lösenorden är olika.</translation>
        </message>
        <message>
            <source>Change all keys now?</source>
            <translation>Byta alla nycklar nu?</translation>
        </message>
        <message>
            <source>Everybody is signed out, you too. It takes a minute and is not broken off.</source>
            <translation>Alla loggas ut, du också. Det tar någon minut och går inte att avbryta.</translation>
        </message>
        <message>
            <source>&amp;Not now</source>
            <translation>&amp;Inte nu</translation>
        </message>
        <message>
            <source>Change all &amp;keys</source>
            <translation>Byt alla &amp;nycklar</translation>
        </message>
    </context>
    <context>
        <name>RulesRoom</name>
        <message>
            <source>Hours a week, at least</source>
            <translation>Timmar i veckan, minst</translation>
        </message>
        <message>
            <source>A note below so many hours</source>
            <translation>Anmärkning under så många timmar</translation>
        </message>
        <message>
            <source>Minutes of concentration, at least</source>
            <translation>Minuters koncentration, minst</translation>
        </message>
        <message>
            <source>A note below so many minutes</source>
            <translation>Anmärkning under så många minuter</translation>
        </message>
        <message>
            <source>AUDIT, limit for men</source>
            <translation>AUDIT, gräns för män</translation>
        </message>
        <message>
            <source>AUDIT, limit for women</source>
            <translation>AUDIT, gräns för kvinnor</translation>
        </message>
        <message>
            <source>AUDIT-C, limit for men</source>
            <translation>AUDIT-C, gräns för män</translation>
        </message>
        <message>
            <source>AUDIT-C, limit for women</source>
            <translation>AUDIT-C, gräns för kvinnor</translation>
        </message>
        <message>
            <source>DUDIT, limit for men</source>
            <translation>DUDIT, gräns för män</translation>
        </message>
        <message>
            <source>DUDIT, limit for women</source>
            <translation>DUDIT, gräns för kvinnor</translation>
        </message>
        <message>
            <source>MADRS-S above so many points</source>
            <translation>MADRS-S över så många poäng</translation>
        </message>
        <message>
            <source>MADRS-S question 9, from</source>
            <translation>MADRS-S fråga 9, från</translation>
        </message>
        <message>
            <source>MADRS-S, severe from</source>
            <translation>MADRS-S, svår från</translation>
        </message>
        <message>
            <source>PHQ-9, severe from</source>
            <translation>PHQ-9, svår från</translation>
        </message>
        <message>
            <source>GAD-7, severe from</source>
            <translation>GAD-7, svår från</translation>
        </message>
        <message>
            <source>ISI, severe from</source>
            <translation>ISI, svår från</translation>
        </message>
        <message>
            <source>Weeks, usually from</source>
            <translation>Veckor, vanligen från</translation>
        </message>
        <message>
            <source>Weeks, usually to</source>
            <translation>Veckor, vanligen till</translation>
        </message>
        <message>
            <source>Sections, usually from</source>
            <translation>Avsnitt, vanligen från</translation>
        </message>
        <message>
            <source>Sections, usually to</source>
            <translation>Avsnitt, vanligen till</translation>
        </message>
        <message>
            <source>Days to the next feedback</source>
            <translation>Dagar till nästa återkoppling</translation>
        </message>
        <message>
            <source>Days of silence to a reminder</source>
            <translation>Tysta dagar till påminnelse</translation>
        </message>
        <message>
            <source>Days of silence to a phone call</source>
            <translation>Tysta dagar till telefonsamtal</translation>
        </message>
        <message>
            <source>Days of silence to a letter</source>
            <translation>Tysta dagar till brev</translation>
        </message>
        <message>
            <source>Days of silence to the proposal to close</source>
            <translation>Tysta dagar till förslag om avslut</translation>
        </message>
        <message>
            <source>The check is made after so many weeks</source>
            <translation>Kontrollen görs efter så många veckor</translation>
        </message>
        <message>
            <source>Points better since the start, at least</source>
            <translation>Poäng bättre sedan start, minst</translation>
        </message>
        <message>
            <source>Sections behind the plan, at most</source>
            <translation>Avsnitt efter planen, högst</translation>
        </message>
        <message>
            <source>Days since the patient was heard of, at most</source>
            <translation>Dagar sedan patienten hördes av, högst</translation>
        </message>
        <message>
            <source>MADRS-S, points that count as worse</source>
            <translation>MADRS-S, poäng som räknas som försämring</translation>
        </message>
        <message>
            <source>Kronor for each</source>
            <translation>Kronor för varje</translation>
        </message>
        <message>
            <source>Least kronor for a week with a contact</source>
            <translation>Minst kronor för en vecka med kontakt</translation>
        </message>
        <message>
            <source>Free below the age of</source>
            <translation>Avgiftsfritt under ålder</translation>
        </message>
        <message>
            <source>acute</source>
            <translation>akut</translation>
        </message>
        <message>
            <source>excludes</source>
            <translation>hindrar</translation>
        </message>
        <message>
            <source>not met</source>
            <translation>inte uppfyllt</translation>
        </message>
        <message>
            <source>judge</source>
            <translation>bedöm</translation>
        </message>
        <message>
            <source>missing</source>
            <translation>uppgift saknas</translation>
        </message>
        <message>
            <source>observandum</source>
            <translation>observandum</translation>
        </message>
        <message>
            <source>met</source>
            <translation>uppfyllt</translation>
        </message>
        <message>
            <source>in time</source>
            <translation>i tid</translation>
        </message>
        <message>
            <source>late</source>
            <translation>sen</translation>
        </message>
        <message>
            <source>nothing said</source>
            <translation>inget sägs</translation>
        </message>
        <message>
            <source>a note</source>
            <translation>anmärkning</translation>
        </message>
        <message>
            <source>reminder</source>
            <translation>påminnelse</translation>
        </message>
        <message>
            <source>phone call</source>
            <translation>telefonsamtal</translation>
        </message>
        <message>
            <source>letter</source>
            <translation>brev</translation>
        </message>
        <message>
            <source>proposal to close</source>
            <translation>förslag om avslut</translation>
        </message>
        <message>
            <source>below what was expected</source>
            <translation>under förväntan</translation>
        </message>
        <message>
            <source>as expected</source>
            <translation>som förväntat</translation>
        </message>
        <message>
            <source>worse</source>
            <translation>försämring</translation>
        </message>
        <message>
            <source>Course check</source>
            <translation>Kurskontroll</translation>
        </message>
        <message>
            <source>Deterioration</source>
            <translation>Försämring</translation>
        </message>
        <message>
            <source>Intake: INC, EXC, SEV and LEN</source>
            <translation>Bedömning: INC, EXC, SEV och LEN</translation>
        </message>
        <message>
            <source>Days: FB-1 and ACT-1</source>
            <translation>Dagar: FB-1 och ACT-1</translation>
        </message>
        <message>
            <source>Course check: week, limits, deterioration</source>
            <translation>Kurskontroll: vecka, gränser, försämring</translation>
        </message>
        <message>
            <source>Fee: {name}</source>
            <translation>Avgift: {name}</translation>
        </message>
        <message>
            <source>Version {version} holds since you wrote. Your figures are still here: compare them, and try them again.</source>
            <translation>Version {version} gäller sedan du skrev. Dina siffror finns kvar: jämför dem, och prova dem igen.</translation>
        </message>
        <message>
            <source>Somebody changed these rules meanwhile.</source>
            <translation>Någon ändrade reglerna under tiden.</translation>
        </message>
        <message>
            <source>Try it first; then it can be put in force.</source>
            <translation>Prova först; sedan kan det sättas i kraft.</translation>
        </message>
        <message>
            <source>Trying on past cases: {done} of {total}</source>
            <translation>Provar på tidigare fall: {done} av {total}</translation>
        </message>
        <message>
            <source>There are no past cases to try it on.</source>
            <translation>Det finns inga tidigare fall att prova på.</translation>
        </message>
        <message>
            <source>No past case would have come out otherwise.</source>
            <translation>Inget tidigare fall hade fått ett annat utfall.</translation>
        </message>
        <message>
            <source>Past cases tried: {cases}; would have come out otherwise: {moved}</source>
            <translation>Provat på {cases} tidigare fall; {moved} hade fått ett annat utfall</translation>
        </message>
        <message>
            <source>Version {version} can be put in force.</source>
            <translation>Version {version} kan sättas i kraft.</translation>
        </message>
        <message>
            <source>The whole</source>
            <translation>Helheten</translation>
        </message>
        <message numerus="yes">
            <source>{before} → {after}: %n case(s)</source>
            <translation>
                <numerusform>{before} → {after}: %n fall</numerusform>
                <numerusform>{before} → {after}: %n fall</numerusform>
            </translation>
        </message>
        <message>
            <source>{amount} kr</source>
            <translation>{amount} kr</translation>
        </message>
        <message>
            <source>Write why; it stands in the history.</source>
            <translation>Skriv varför; det står i historiken.</translation>
        </message>
        <message>
            <source>Version {version} of the rules is in force.</source>
            <translation>Version {version} av reglerna är i kraft.</translation>
        </message>
        <message>
            <source>Write a figure from {low} to {high}.</source>
            <translation>Skriv ett tal från {low} till {high}.</translation>
        </message>
        <message>
            <source>The rules are as they were. What you wrote is still here.</source>
            <translation>Reglerna är som de var. Det du skrev finns kvar.</translation>
        </message>
        <message>
            <source>The rules that hold now are others. What you wrote is kept.</source>
            <translation>Nu gäller andra regler. Det du skrev finns kvar.</translation>
        </message>
        <message>
            <source>&amp;Show what holds now</source>
            <translation>&amp;Visa vad som gäller nu</translation>
        </message>
        <message>
            <source>Rules</source>
            <translation>Regler</translation>
        </message>
        <message>
            <source>A changed rule is tried on the clinic's own past cases before it holds. A signed decision keeps the rules of its day. EXC-3 may be stricter than the program's own limits, never looser. The medicine table, the listed diagnoses and the quoted lines are changed in a whole file, which is tried in the same way.</source>
            <translation>En ändrad regel provas på klinikens egna tidigare fall innan den gäller. Ett signerat beslut behåller reglerna från sin dag. EXC-3 får vara strängare än programmets egna gränser, aldrig mildare. Läkemedelstabellen, listan över diagnoser och de citerade raderna ändras i en hel fil, som provas på samma sätt.</translation>
        </message>
        <message>
            <source>Which rules</source>
            <translation>Vilka regler</translation>
        </message>
        <message>
            <source>In force: version {version}</source>
            <translation>I kraft: version {version}</translation>
        </message>
        <message>
            <source>No source gives these limits: they are the clinic's choice, and shown as such. A recorded check keeps the limits of its day.</source>
            <translation>Ingen källa anger gränserna: de är klinikens val och visas så. En registrerad kontroll behåller gränserna från sin dag.</translation>
        </message>
        <message>
            <source>The program's own: {figure}</source>
            <translation>Medföljande: {figure}</translation>
        </message>
        <message>
            <source>&amp;Try on past cases</source>
            <translation>&amp;Prova på tidigare fall</translation>
        </message>
        <message>
            <source>Try the program's &amp;own</source>
            <translation>Prova &amp;medföljande värden</translation>
        </message>
        <message>
            <source>Try a whole &amp;file …</source>
            <translation>Prova en hel &amp;fil …</translation>
        </message>
        <message>
            <source>Put in force</source>
            <translation>Sätt i kraft</translation>
        </message>
        <message>
            <source>Why it is changed</source>
            <translation>Varför det ändras</translation>
        </message>
    </context>
    <context>
        <name>Sheet</name>
        <message>
            <source>Uncertain</source>
            <translation>Osäkert</translation>
        </message>
        <message>
            <source>Open …</source>
            <translation>Öppna …</translation>
        </message>
        <message>
            <source>Open this address outside the program?</source>
            <translation>Öppna adressen utanför programmet?</translation>
        </message>
        <message>
            <source>Do &amp;not open</source>
            <translation>Öppna &amp;inte</translation>
        </message>
        <message>
            <source>&amp;Open</source>
            <translation>&amp;Öppna</translation>
        </message>
        <message>
            <source>Source: {source}</source>
            <translation>Källa: {source}</translation>
        </message>
    </context>
    <context>
        <name>TextForm</name>
        <message>
            <source>Save the text</source>
            <translation>Spara texten</translation>
        </message>
        <message>
            <source>The text is saved and used from now on.</source>
            <translation>Texten är sparad och används från och med nu.</translation>
        </message>
    </context>
    <context>
        <name>UnitsRoom</name>
        <message>
            <source>Units</source>
            <translation>Enheter</translation>
        </message>
        <message>
            <source>&amp;Add a unit</source>
            <translation>&amp;Lägg till en enhet</translation>
        </message>
        <message>
            <source>The clinic is one care unit. Add another only if a patient is to be able to block a record between them (PDL 4:4): then the clinic itself becomes a unit of its own name, with everybody and every patient, until you move them.</source>
            <translation>Kliniken är en enda vårdenhet. Lägg till en till bara om en patient ska kunna spärra sin journal mellan dem (PDL 4:4): då blir kliniken själv en enhet med sitt eget namn, med alla kollegor och alla patienter tills du flyttar dem.</translation>
        </message>
        <message>
            <source>A patient may block the record for the other units. Each colleague belongs to one unit, under Users; a patient's unit stands on the patient's page.</source>
            <translation>En patient kan spärra sin journal för de andra enheterna. Varje kollega hör till en enhet, under Användare; en patients enhet står på patientens sida.</translation>
        </message>
        <message>
            <source>Out of use</source>
            <translation>Ur bruk</translation>
        </message>
        <message>
            <source>Called {name} until {day}</source>
            <translation>Hette {name} till {day}</translation>
        </message>
        <message>
            <source>Out of use since {day}; what it did stays under its name.</source>
            <translation>Ur bruk sedan {day}; det som gjordes där står kvar under dess namn.</translation>
        </message>
        <message numerus="yes">
            <source>%n colleague(s)</source>
            <translation>
                <numerusform>%n kollega</numerusform>
                <numerusform>%n kollegor</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n patient(s)</source>
            <translation>
                <numerusform>%n patient</numerusform>
                <numerusform>%n patienter</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n in care now</source>
            <translation>
                <numerusform>%n i vård nu</numerusform>
                <numerusform>%n i vård nu</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n blocked for other units</source>
            <translation>
                <numerusform>%n spärrad för andra enheter</numerusform>
                <numerusform>%n spärrade för andra enheter</numerusform>
            </translation>
        </message>
        <message>
            <source>&amp;Rename</source>
            <translation>&amp;Byt namn</translation>
        </message>
        <message>
            <source>&amp;Take out of use</source>
            <translation>&amp;Ta ur bruk</translation>
        </message>
        <message>
            <source>Take into &amp;use again</source>
            <translation>Ta i br&amp;uk igen</translation>
        </message>
        <message>
            <source>{name} is out of use.</source>
            <translation>{name} är ur bruk.</translation>
        </message>
        <message>
            <source>{name} is in use again.</source>
            <translation>{name} är i bruk igen.</translation>
        </message>
    </context>
    <context>
        <name>UsersRoom</name>
        <message>
            <source>Name</source>
            <translation>Namn</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>Roll</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Tillstånd</translation>
        </message>
        <message>
            <source>Active</source>
            <translation>Aktiv</translation>
        </message>
        <message>
            <source>Shut</source>
            <translation>Stängd</translation>
        </message>
        <message>
            <source>Choose the unit</source>
            <translation>Välj enhet</translation>
        </message>
        <message>
            <source>Adding …</source>
            <translation>Lägger till …</translation>
        </message>
        <message>
            <source>{name} can sign in with the one-time password.</source>
            <translation>{name} kan logga in med engångslösenordet.</translation>
        </message>
        <message>
            <source>{name} is saved.</source>
            <translation>{name} är sparad.</translation>
        </message>
        <message>
            <source>Giving …</source>
            <translation>Ger …</translation>
        </message>
        <message>
            <source>{name} has a new one-time password. Tell it in person.</source>
            <translation>{name} har ett nytt engångslösenord. Säg det öga mot öga.</translation>
        </message>
        <message>
            <source>Not saved. What you wrote is still here.</source>
            <translation>Inte sparat. Det du skrev finns kvar här.</translation>
        </message>
        <message>
            <source>Not saved yet.</source>
            <translation>Inte sparat än.</translation>
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
            <source>New colleague</source>
            <translation>Ny kollega</translation>
        </message>
        <message>
            <source>Add c&amp;olleague</source>
            <translation>&amp;Lägg till kollega</translation>
        </message>
        <message>
            <source>&amp;Save</source>
            <translation>&amp;Spara</translation>
        </message>
        <message>
            <source>One-time password</source>
            <translation>Engångslösenord</translation>
        </message>
        <message>
            <source>Users</source>
            <translation>Användare</translation>
        </message>
        <message>
            <source>&amp;Add colleague</source>
            <translation>Lägg till &amp;kollega</translation>
        </message>
        <message>
            <source>&amp;Cancel</source>
            <translation>A&amp;vbryt</translation>
        </message>
        <message>
            <source>&amp;Give a new one-time password</source>
            <translation>&amp;Ge ett nytt engångslösenord</translation>
        </message>
        <message>
            <source>S&amp;uggest one</source>
            <translation>F&amp;öreslå ett</translation>
        </message>
        <message>
            <source>It is used once: at the first sign-in the colleague chooses their own. Tell it in person, never in a message.</source>
            <translation>Det används en gång: vid första inloggningen väljer kollegan sitt eget. Säg det muntligt, aldrig i ett meddelande.</translation>
        </message>
        <message>
            <source>May sign in</source>
            <translation>Får logga in</translation>
        </message>
        <message>
            <source>Without the tick the way in is shut at once: the password opens nothing, and no new work is given. What was signed stays, with the name.</source>
            <translation>Utan bocken stängs vägen in genast: lösenordet öppnar ingenting och inget nytt arbete ges. Det som är signerat står kvar, med namnet.</translation>
        </message>
        <message>
            <source>Basic psychotherapy training in CBT, or psychologist</source>
            <translation>Grundläggande psykoterapiutbildning i KBT, eller psykolog</translation>
        </message>
        <message>
            <source>Trained in</source>
            <translation>Utbildad i</translation>
        </message>
        <message>
            <source>User name</source>
            <translation>Användarnamn</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>Titel</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>Enhet</translation>
        </message>
        <message>
            <source>iCBT course</source>
            <translation>iKBT-kurs</translation>
        </message>
        <message>
            <source>Minutes a week for iCBT</source>
            <translation>Minuter i veckan för iKBT</translation>
        </message>
    </context>
    <context>
        <name>_Colleague</name>
        <message>
            <source>you</source>
            <translation>du</translation>
        </message>
        <message>
            <source>Keeps the password</source>
            <translation>Behåller lösenordet</translation>
        </message>
        <message>
            <source>My password may be known</source>
            <translation>Mitt lösenord kan vara känt</translation>
        </message>
        <message>
            <source>The password may be known</source>
            <translation>Lösenordet kan vara känt</translation>
        </message>
        <message>
            <source>Is shut out</source>
            <translation>Stängs ute</translation>
        </message>
    </context>
    <context>
        <name>_Place</name>
        <message>
            <source>This computer, the clinic's own folder</source>
            <translation>Den här datorn, klinikens egen mapp</translation>
        </message>
        <message>
            <source>Take &amp;away</source>
            <translation>Ta &amp;bort</translation>
        </message>
        <message>
            <source>Take away {path}</source>
            <translation>Ta bort {path}</translation>
        </message>
        <message>
            <source>Not there now. Plug it in; the next backup is copied to it.</source>
            <translation>Finns inte just nu. Sätt i den, så får den nästa kopia.</translation>
        </message>
        <message>
            <source>on the same disk as the clinic</source>
            <translation>på samma disk som kliniken</translation>
        </message>
        <message>
            <source>on the network</source>
            <translation>på nätverket</translation>
        </message>
        <message>
            <source>a sync service uploads it: encrypted, but old copies may stay there</source>
            <translation>en synktjänst laddar upp den: krypterad, men gamla kopior kan bli kvar där</translation>
        </message>
        <message>
            <source>cannot be written</source>
            <translation>går inte att skriva i</translation>
        </message>
    </context>
</TS>
