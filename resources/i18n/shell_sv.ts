<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv" sourcelanguage="en">
    <context>
        <name>Application</name>
        <message>
            <source>locked</source>
            <translation>låst</translation>
        </message>
        <message numerus="yes">
            <source>Locks in %n second(s)</source>
            <translation>
                <numerusform>Låser om %n sekund</numerusform>
                <numerusform>Låser om %n sekunder</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Locks in %n min</source>
            <translation>
                <numerusform>Låser om %n min</numerusform>
                <numerusform>Låser om %n min</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BackupWords</name>
        <message>
            <source>By hand</source>
            <translation>För hand</translation>
        </message>
        <message>
            <source>After two hours of work</source>
            <translation>Efter två timmars arbete</translation>
        </message>
        <message>
            <source>At a lock</source>
            <translation>Vid låsning</translation>
        </message>
        <message>
            <source>At closing</source>
            <translation>Vid stängning</translation>
        </message>
        <message>
            <source>Before an upgrade</source>
            <translation>Före uppgradering</translation>
        </message>
        <message>
            <source>At a change of keys</source>
            <translation>Vid nyckelbyte</translation>
        </message>
        <message>
            <source>After a record was destroyed</source>
            <translation>När en journal har förstörts</translation>
        </message>
        <message>
            <source>There was no room on the disk.</source>
            <translation>Det fanns ingen plats på disken.</translation>
        </message>
        <message>
            <source>The disk did not do what it was asked.</source>
            <translation>Disken gjorde inte det den blev ombedd om.</translation>
        </message>
        <message>
            <source>The folder could not be written.</source>
            <translation>Det gick inte att skriva i mappen.</translation>
        </message>
        <message>
            <source>The database could not be read whole.</source>
            <translation>Databasen gick inte att läsa i sin helhet.</translation>
        </message>
        <message>
            <source>The copy did not pass its check.</source>
            <translation>Kopian klarade inte kontrollen.</translation>
        </message>
        <message>
            <source>today {time}</source>
            <translation>idag {time}</translation>
        </message>
        <message>
            <source>yesterday {time}</source>
            <translation>igår {time}</translation>
        </message>
        <message numerus="yes">
            <source>%n patient(s)</source>
            <translation>
                <numerusform>%n patient</numerusform>
                <numerusform>%n patienter</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n signed text(s)</source>
            <translation>
                <numerusform>%n signerad text</numerusform>
                <numerusform>%n signerade texter</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n cop(y|ies)</source>
            <translation>
                <numerusform>%n kopia</numerusform>
                <numerusform>%n kopior</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) old</source>
            <translation>
                <numerusform>%n dag gammal</numerusform>
                <numerusform>%n dagar gammal</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) newer than the copy (is|are) lost</source>
            <translation>
                <numerusform>%n post nyare än kopian går förlorad</numerusform>
                <numerusform>%n poster nyare än kopian går förlorade</numerusform>
            </translation>
        </message>
        <message>
            <source>Last read back {date}, {patients}</source>
            <translation>Senast återläst {date}, {patients}</translation>
        </message>
        <message>
            <source>The backup failed {when}</source>
            <translation>Säkerhetskopian misslyckades {when}</translation>
        </message>
        <message>
            <source>No backup yet</source>
            <translation>Ingen säkerhetskopia än</translation>
        </message>
        <message>
            <source>The backup could not be read back {date}</source>
            <translation>Säkerhetskopian gick inte att läsa tillbaka {date}</translation>
        </message>
        <message>
            <source>Last backup {when}</source>
            <translation>Senaste säkerhetskopia {when}</translation>
        </message>
        <message>
            <source>Write nothing new. Open Administration, Backups, and restore the latest copy.</source>
            <translation>Skriv inget nytt. Öppna Administration, Säkerhetskopior, och återställ den senaste kopian.</translation>
        </message>
        <message>
            <source>Care can go on. Open Administration, Backups, and make one by hand.</source>
            <translation>Vården kan fortsätta. Öppna Administration, Säkerhetskopior, och gör en för hand.</translation>
        </message>
        <message>
            <source>Make a new backup now, on another disk if you can, and check it.</source>
            <translation>Gör en ny säkerhetskopia nu, helst på en annan disk, och kontrollera den.</translation>
        </message>
        <message>
            <source>There is no backup of the last days' work.</source>
            <translation>De senaste dagarnas arbete är inte säkerhetskopierat.</translation>
        </message>
        <message>
            <source>Open Administration, Backups, and make one by hand.</source>
            <translation>Öppna Administration, Säkerhetskopior, och gör en för hand.</translation>
        </message>
        <message>
            <source>The disk is nearly full: {megabytes} MB left.</source>
            <translation>Disken är nästan full: {megabytes} MB kvar.</translation>
        </message>
        <message>
            <source>Move or remove files that are not the clinic's. Backups stop first, then nothing more can be saved.</source>
            <translation>Flytta eller ta bort filer som inte är klinikens. Först slutar säkerhetskopiorna, sedan går inget mer att spara.</translation>
        </message>
        <message>
            <source>The program's own reserve is used up. Move or remove files that are not the clinic's now, before you write anything long.</source>
            <translation>Programmets egen reserv är förbrukad. Flytta eller ta bort filer som inte är klinikens nu, innan du skriver något långt.</translation>
        </message>
    </context>
    <context>
        <name>BannerWords</name>
        <message numerus="yes">
            <source>%n year(s) old</source>
            <translation>
                <numerusform>%n år</numerusform>
                <numerusform>%n år</numerusform>
            </translation>
        </message>
        <message>
            <source>{program}, week {week} of {weeks}</source>
            <translation>{program}, vecka {week} av {weeks}</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Paus</translation>
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
            <source>Open until {time}: {reason}</source>
            <translation>Öppen till {time}: {reason}</translation>
        </message>
        <message numerus="yes">
            <source>Feedback %n day(s) late</source>
            <translation>
                <numerusform>Återkoppling %n dag sen</numerusform>
                <numerusform>Återkoppling %n dagar sen</numerusform>
            </translation>
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
    </context>
    <context>
        <name>CrashDialog</name>
        <message>
            <source>The program made a mistake</source>
            <translation>Programmet gjorde ett misstag</translation>
        </message>
        <message>
            <source>Report</source>
            <translation>Rapport</translation>
        </message>
        <message>
            <source>&amp;Copy the report</source>
            <translation>&amp;Kopiera rapporten</translation>
        </message>
        <message>
            <source>&amp;Go on</source>
            <translation>&amp;Gå vidare</translation>
        </message>
        <message>
            <source>What was saved is there, and you can go on working. The last step may not have been done: look before you repeat it. The report holds no patient data; send it to whoever looks after the program.</source>
            <translation>Det som var sparat finns kvar och du kan arbeta vidare. Det sista steget kanske inte blev gjort: titta efter innan du gör om det. Rapporten innehåller inga patientuppgifter; skicka den till den som sköter programmet.</translation>
        </message>
    </context>
    <context>
        <name>CrisisDialog</name>
        <message>
            <source>Crisis numbers</source>
            <translation>Krisnummer</translation>
        </message>
        <message>
            <source>Acute danger to life: call 112</source>
            <translation>Akut fara för liv: ring 112</translation>
        </message>
        <message>
            <source>Protected identity: check who is listening.</source>
            <translation>Skyddade personuppgifter: kontrollera vem som hör.</translation>
        </message>
        <message>
            <source>The patient</source>
            <translation>Patienten</translation>
        </message>
        <message>
            <source>Next of kin</source>
            <translation>Närstående</translation>
        </message>
        <message>
            <source>No number is registered</source>
            <translation>Inget nummer är registrerat</translation>
        </message>
        <message>
            <source>&amp;Close</source>
            <translation>&amp;Stäng</translation>
        </message>
    </context>
    <context>
        <name>DestructionPage</name>
        <message>
            <source>The record is being destroyed</source>
            <translation>Journalen förstörs</translation>
        </message>
        <message>
            <source>Leave the computer on. If it stops all the same the record is either whole or wholly gone; look under Administration, Destruction.</source>
            <translation>Låt datorn vara på. Stannar den ändå är journalen antingen hel eller helt borta; se under Administration, Förstöring.</translation>
        </message>
        <message>
            <source>The record is destroyed</source>
            <translation>Journalen är förstörd</translation>
        </message>
        <message>
            <source>{rows} rows are gone from the database. Every other row was compared and is as it was; the access log stands.</source>
            <translation>{rows} rader är borta ur databasen. Varje annan rad är jämförd och är som den var; åtkomstloggen står kvar.</translation>
        </message>
        <message>
            <source>The backup after it could not be made</source>
            <translation>Säkerhetskopian efteråt kunde inte göras</translation>
        </message>
        <message>
            <source>1. Sign in, open Administration, Destruction, and save the receipt.
2. See there which older backups still hold the record, and until when.
3. Destroy prints and saved files, and do the same in other systems.</source>
            <translation>1. Logga in, öppna Administration, Förstöring, och spara kvittot.
2. Se där vilka äldre säkerhetskopior som innehåller journalen, och till när.
3. Förstör utskrifter och sparade filer, och gör detsamma i andra system.</translation>
        </message>
        <message>
            <source>&amp;Sign in</source>
            <translation>&amp;Logga in</translation>
        </message>
        <message>
            <source>The database, without the record</source>
            <translation>Databasen, utan journalen</translation>
        </message>
        <message>
            <source>Backup after, in every place</source>
            <translation>Säkerhetskopia efteråt, på varje plats</translation>
        </message>
        <message>
            <source>The receipt</source>
            <translation>Kvittot</translation>
        </message>
    </context>
    <context>
        <name>KeyFilePage</name>
        <message>
            <source>The file holds a change that the database does not know of. As a rule the program was interrupted in the middle of it. Was the change below meant, let the file hold.</source>
            <translation>Filen har en ändring som databasen inte känner till. I regel blev programmet avbrutet mitt i den. Var ändringen nedan avsedd, låt filen gälla.</translation>
        </message>
        <message>
            <source>An older one of the clinic's own key files lies in the place of the newest. Whoever was shut out since may be back in it. As a rule the kept file is put back.</source>
            <translation>En äldre av klinikens egna nyckelfiler ligger på den nyastes plats. Den som stängts ute sedan dess kan finnas kvar i den. I regel läggs den sparade filen tillbaka.</translation>
        </message>
        <message>
            <source>The file is not as the program wrote it: its seal does not fit. Nobody but an administrator comes in until the kept file is put back.</source>
            <translation>Filen är inte som programmet skrev den: förseglingen stämmer inte. Bara en administratör kommer in tills den sparade filen har lagts tillbaka.</translation>
        </message>
        <message>
            <source>{login}: has a way in, in the file alone</source>
            <translation>{login}: har en inloggning bara i filen</translation>
        </message>
        <message>
            <source>{login}: has no way in, in the file</source>
            <translation>{login}: har ingen inloggning i filen</translation>
        </message>
        <message>
            <source>{login}: bears another user name in the file</source>
            <translation>{login}: har ett annat användarnamn i filen</translation>
        </message>
        <message>
            <source>{login}: another password or device code</source>
            <translation>{login}: ett annat lösenord eller en annan enhetskod</translation>
        </message>
        <message>
            <source>{login}: another key pair, as after a one-time password</source>
            <translation>{login}: ett annat nyckelpar, som efter ett engångslösenord</translation>
        </message>
        <message>
            <source>{login}: a password that is cheaper to guess</source>
            <translation>{login}: ett lösenord som är lättare att gissa sig till</translation>
        </message>
        <message>
            <source>{login}: no device code is asked for</source>
            <translation>{login}: ingen enhetskod krävs</translation>
        </message>
        <message>
            <source>{login}: the sealed master key differs</source>
            <translation>{login}: den förseglade huvudnyckeln skiljer</translation>
        </message>
        <message>
            <source>The recovery key: another one</source>
            <translation>Återställningsnyckeln: en annan</translation>
        </message>
        <message>
            <source>The recovery key: when it was typed from the paper</source>
            <translation>Återställningsnyckeln: när den skrevs in från papperet</translation>
        </message>
        <message>
            <source>The number of the master key</source>
            <translation>Huvudnyckelns nummer</translation>
        </message>
        <message>
            <source>Something that is no way in: a date or a label</source>
            <translation>Något som inte rör inloggningen: ett datum eller en etikett</translation>
        </message>
        <message>
            <source>The key file is not the one that was kept</source>
            <translation>Nyckelfilen är inte den som sparades</translation>
        </message>
        <message>
            <source>Decide before anybody goes on</source>
            <translation>Bestäm innan någon går vidare</translation>
        </message>
        <message>
            <source>The file beside the database, against the copy of {when} inside it</source>
            <translation>Filen bredvid databasen, jämförd med kopian från {when} inuti den</translation>
        </message>
        <message>
            <source>Putting the kept file back: passwords and ways in are as the database remembers them.</source>
            <translation>Lägga tillbaka: lösenord och inloggningar blir som databasen minns dem.</translation>
        </message>
        <message>
            <source>Letting the file hold: what is listed above becomes the clinic's own.</source>
            <translation>Låta filen gälla: det som räknas upp ovan blir klinikens eget.</translation>
        </message>
        <message>
            <source>If you do not know why it differs, change all keys afterwards.</source>
            <translation>Vet du inte varför den skiljer, byt alla nycklar efteråt.</translation>
        </message>
        <message>
            <source>Why?</source>
            <translation>Varför?</translation>
        </message>
        <message>
            <source>It stands in the access log.</source>
            <translation>Det står i åtkomstloggen.</translation>
        </message>
        <message>
            <source>&amp;Put the kept file back</source>
            <translation>&amp;Lägg tillbaka den sparade filen</translation>
        </message>
        <message>
            <source>&amp;Let the file hold</source>
            <translation>Låt &amp;filen gälla</translation>
        </message>
        <message>
            <source>&amp;Sign out</source>
            <translation>L&amp;ogga ut</translation>
        </message>
        <message>
            <source>Write why. It stands in the log.</source>
            <translation>Skriv varför. Det står i loggen.</translation>
        </message>
        <message>
            <source>Writing …</source>
            <translation>Skriver …</translation>
        </message>
    </context>
    <context>
        <name>KeysDialog</name>
        <message>
            <source>Keys</source>
            <translation>Kortkommandon</translation>
        </message>
        <message>
            <source>In this view</source>
            <translation>I den här vyn</translation>
        </message>
        <message>
            <source>Everywhere</source>
            <translation>Överallt</translation>
        </message>
        <message>
            <source>&amp;Close</source>
            <translation>&amp;Stäng</translation>
        </message>
    </context>
    <context>
        <name>LockWarning</name>
        <message numerus="yes">
            <source>Locks in %n second(s)</source>
            <translation>
                <numerusform>Låser om %n sekund</numerusform>
                <numerusform>Låser om %n sekunder</numerusform>
            </translation>
        </message>
        <message>
            <source>What you wrote is kept. Press any key to go on.</source>
            <translation>Det du har skrivit sparas. Tryck på valfri tangent för att fortsätta.</translation>
        </message>
        <message>
            <source>&amp;Go on working</source>
            <translation>&amp;Fortsätt arbeta</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Referrals</source>
            <translation>Remisser</translation>
        </message>
        <message>
            <source>Queue</source>
            <translation>Kö</translation>
        </message>
        <message>
            <source>Patients</source>
            <translation>Patienter</translation>
        </message>
        <message>
            <source>To do</source>
            <translation>Att göra</translation>
        </message>
        <message>
            <source>To file</source>
            <translation>Att föra in</translation>
        </message>
        <message>
            <source>Fees</source>
            <translation>Avgifter</translation>
        </message>
        <message>
            <source>Programs</source>
            <translation>Program</translation>
        </message>
        <message>
            <source>Administration</source>
            <translation>Administration</translation>
        </message>
        <message>
            <source>Search person, view or action</source>
            <translation>Sök person, vy eller åtgärd</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>Meny</translation>
        </message>
        <message>
            <source>TRAINING</source>
            <translation>ÖVNING</translation>
        </message>
        <message>
            <source>Password only</source>
            <translation>Endast lösenord</translation>
        </message>
        <message>
            <source>Lock now</source>
            <translation>Lås nu</translation>
        </message>
        <message>
            <source>Rooms to the left</source>
            <translation>Rummen till vänster</translation>
        </message>
        <message>
            <source>Refresh</source>
            <translation>Uppdatera</translation>
        </message>
        <message>
            <source>Next pane</source>
            <translation>Nästa panel</translation>
        </message>
        <message>
            <source>Crisis numbers of the patient</source>
            <translation>Patientens krisnummer</translation>
        </message>
        <message>
            <source>Larger or smaller text</source>
            <translation>Större eller mindre text</translation>
        </message>
        <message>
            <source>New referral</source>
            <translation>Ny remiss</translation>
        </message>
        <message>
            <source>Saved {time}</source>
            <translation>Sparat {time}</translation>
        </message>
        <message numerus="yes">
            <source>%n need(s|) contact today</source>
            <translation>
                <numerusform>%n behöver kontakt idag</numerusform>
                <numerusform>%n behöver kontakt idag</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n to follow up today</source>
            <translation>
                <numerusform>%n att följa upp idag</numerusform>
                <numerusform>%n att följa upp idag</numerusform>
            </translation>
        </message>
        <message>
            <source>Choose a second place for backups</source>
            <translation>Välj en andra plats för säkerhetskopior</translation>
        </message>
        <message>
            <source>A blocked record has this number</source>
            <translation>En spärrad journal har det här numret</translation>
        </message>
    </context>
    <context>
        <name>NewPaperPage</name>
        <message>
            <source>The recovery key has been used</source>
            <translation>Återställningsnyckeln har använts</translation>
        </message>
        <message>
            <source>Its envelope is open, so it protects nothing any more. Make a new key, print it and type it from the paper; then go on.</source>
            <translation>Kuvertet är öppnat och skyddar inget längre. Skapa en ny nyckel, skriv ut den och skriv in den från papperet. Gå sedan vidare.</translation>
        </message>
        <message>
            <source>&amp;Sign out</source>
            <translation>L&amp;ogga ut</translation>
        </message>
        <message>
            <source>&amp;Go on</source>
            <translation>&amp;Gå vidare</translation>
        </message>
        <message>
            <source>The new key has not been typed yet</source>
            <translation>Den nya nyckeln är inte inskriven än</translation>
        </message>
    </context>
    <context>
        <name>NoticeBand</name>
        <message>
            <source>The database is damaged.</source>
            <translation>Databasen är skadad.</translation>
        </message>
        <message>
            <source>Parts of it cannot be read. Write nothing new here, and tell the administrator now: the latest backup is to be restored.</source>
            <translation>Delar av den går inte att läsa. Skriv inget nytt här och säg till administratören nu: senaste säkerhetskopian ska återställas.</translation>
        </message>
        <message>
            <source>The last work before the program stopped is gone.</source>
            <translation>Det sista arbetet innan programmet stannade är borta.</translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) (is|are) missing at the end of the access log.</source>
            <translation>
                <numerusform>%n rad saknas i slutet av åtkomstloggen.</numerusform>
                <numerusform>%n rader saknas i slutet av åtkomstloggen.</numerusform>
            </translation>
        </message>
        <message>
            <source>The file clinic.db-wal was removed after a crash, or an older copy was put in place. Look whether the latest work is there; the newest backup may hold it: tell the administrator today.</source>
            <translation>Filen clinic.db-wal togs bort efter ett avbrott, eller så lades en äldre kopia på plats. Se efter om det senaste arbetet finns kvar; den nyaste säkerhetskopian kan ha det: säg till administratören i dag.</translation>
        </message>
        <message>
            <source>The access log does not hold together.</source>
            <translation>Åtkomstloggen håller inte ihop.</translation>
        </message>
        <message>
            <source>Rows are missing or changed. Tell the head of unit today; go on working.</source>
            <translation>Rader saknas eller är ändrade. Säg till verksamhetschefen idag; arbeta vidare.</translation>
        </message>
        <message>
            <source>The database is not the one that the program left.</source>
            <translation>Databasen är inte den som programmet lämnade.</translation>
        </message>
        <message>
            <source>The file was replaced or changed from outside, perhaps by an older copy. Look whether the latest work is there, and tell the administrator today.</source>
            <translation>Filen har bytts ut eller ändrats utifrån, kanske mot en äldre kopia. Se efter om det senaste arbetet finns kvar och säg till administratören idag.</translation>
        </message>
        <message>
            <source>The key file is not the one that the clinic kept.</source>
            <translation>Nyckelfilen är inte den som kliniken sparade.</translation>
        </message>
        <message>
            <source>Somebody may have changed it. Tell the administrator today.</source>
            <translation>Någon kan ha ändrat den. Säg till administratören idag.</translation>
        </message>
        <message>
            <source>The computer's clock is behind.</source>
            <translation>Datorns klocka går efter.</translation>
        </message>
        <message>
            <source>Deadlines may be counted wrongly. Set the clock before you go on.</source>
            <translation>Tidsgränser kan räknas fel. Ställ klockan innan du fortsätter.</translation>
        </message>
        <message>
            <source>The computer's clock may be ahead: it says {day}.</source>
            <translation>Datorns klocka kan gå före: den visar {day}.</translation>
        </message>
        <message>
            <source>If the date is wrong, deadlines are too: set the clock, then lock and unlock. No old backup is removed meanwhile.</source>
            <translation>Är datumet fel blir tidsgränserna också fel: ställ klockan, lås sedan och lås upp. Ingen gammal säkerhetskopia tas bort under tiden.</translation>
        </message>
        <message>
            <source>Version {version} holds instead.</source>
            <translation>Version {version} gäller i stället.</translation>
        </message>
        <message>
            <source>Mend it under Administration, Programs and forms or Rules.</source>
            <translation>Rätta den under Administration, Program och formulär eller Regler.</translation>
        </message>
        <message>
            <source>A file of the clinic's own no longer passes the check.</source>
            <translation>En av klinikens egna filer klarar inte längre kontrollen.</translation>
        </message>
    </context>
    <context>
        <name>PaperPage</name>
        <message>
            <source>Open with the recovery key</source>
            <translation>Öppna med återställningsnyckeln</translation>
        </message>
        <message>
            <source>Type the key from the sealed envelope. The use is written in the log.</source>
            <translation>Skriv in nyckeln från det förseglade kuvertet. Användningen skrivs i loggen.</translation>
        </message>
        <message>
            <source>The key fits. Choose who comes in with it, and a password.</source>
            <translation>Nyckeln stämmer. Välj vem som kommer in med den, och ett lösenord.</translation>
        </message>
        <message>
            <source>The recovery key from the paper</source>
            <translation>Återställningsnyckeln från papperet</translation>
        </message>
        <message>
            <source>Device code, if its paper is at hand</source>
            <translation>Enhetskod, om papperet finns till hands</translation>
        </message>
        <message>
            <source>Who comes in as administrator?</source>
            <translation>Vem kommer in som administratör?</translation>
        </message>
        <message>
            <source>User name</source>
            <translation>Användarnamn</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Namn</translation>
        </message>
        <message>
            <source>New password</source>
            <translation>Nytt lösenord</translation>
        </message>
        <message>
            <source>The password once more</source>
            <translation>Lösenordet en gång till</translation>
        </message>
        <message>
            <source>Not needed where this computer keeps it. Leave it empty if it is lost.</source>
            <translation>Behövs inte om den här datorn har den sparad. Lämna tomt om den är borta.</translation>
        </message>
        <message>
            <source>The device code is lost</source>
            <translation>Enhetskoden är borta</translation>
        </message>
        <message>
            <source>If another computer of the clinic still opens, make a new code there instead: then everybody keeps the password. Here a new code closes every other way in: you give each colleague a one-time password afterwards.</source>
            <translation>Går det att logga in på en annan av klinikens datorer, skapa en ny kod där i stället: då behåller alla sina lösenord. Här stänger en ny kod alla andra inloggningar, och du ger varje medarbetare ett engångslösenord efteråt.</translation>
        </message>
        <message>
            <source>&amp;Back</source>
            <translation>Till&amp;baka</translation>
        </message>
        <message>
            <source>&amp;Try the key</source>
            <translation>&amp;Prova nyckeln</translation>
        </message>
        <message>
            <source>&amp;Come in</source>
            <translation>Gå &amp;in</translation>
        </message>
        <message>
            <source>The new device code</source>
            <translation>Den nya enhetskoden</translation>
        </message>
        <message>
            <source>Somebody new …</source>
            <translation>Någon ny …</translation>
        </message>
        <message>
            <source>Becomes administrator of the clinic, and gives up another role.</source>
            <translation>Blir klinikens administratör och lämnar en annan roll.</translation>
        </message>
        <message>
            <source>Fill this in to go on.</source>
            <translation>Fyll i det här för att gå vidare.</translation>
        </message>
        <message>
            <source>Trying the key …</source>
            <translation>Provar nyckeln …</translation>
        </message>
        <message>
            <source>Device code sheet.pdf</source>
            <translation>Enhetskod.pdf</translation>
        </message>
        <message>
            <source>Opening …</source>
            <translation>Öppnar …</translation>
        </message>
        <message>
            <source>The two passwords differ.</source>
            <translation>De två lösenorden är olika.</translation>
        </message>
        <message>
            <source>Print the sheet, then type the code from the paper.</source>
            <translation>Skriv ut bladet och skriv sedan in koden från papperet.</translation>
        </message>
        <message>
            <source>That is another code. Type the one from the new sheet.</source>
            <translation>Det är en annan kod. Skriv den från det nya bladet.</translation>
        </message>
    </context>
    <context>
        <name>RotationPage</name>
        <message>
            <source>The new recovery key</source>
            <translation>Den nya återställningsnyckeln</translation>
        </message>
        <message>
            <source>The keys are being changed</source>
            <translation>Nycklarna byts</translation>
        </message>
        <message>
            <source>Leave the computer on. If it stops all the same nothing is lost: the next who signs in ends the change.</source>
            <translation>Låt datorn vara på. Stannar den ändå går inget förlorat: den som loggar in härnäst avslutar bytet.</translation>
        </message>
        <message>
            <source>All keys are changed</source>
            <translation>Alla nycklar är bytta</translation>
        </message>
        <message>
            <source>Master key number {number} holds. The old keys open nothing new.</source>
            <translation>Huvudnyckel nummer {number} gäller. De gamla nycklarna öppnar inget nytt.</translation>
        </message>
        <message>
            <source>The backup after the change could not be made</source>
            <translation>Säkerhetskopian efter bytet kunde inte göras</translation>
        </message>
        <message>
            <source>This is left to do</source>
            <translation>Det här är kvar att göra</translation>
        </message>
        <message>
            <source>&amp;Sign in</source>
            <translation>&amp;Logga in</translation>
        </message>
        <message>
            <source>One-time passwords, to be told in person</source>
            <translation>Engångslösenord, att lämna personligen</translation>
        </message>
        <message>
            <source>They are shown now and never again. Lost ones are replaced under Administration, Users.</source>
            <translation>De visas nu och aldrig mer. Går något förlorat ges ett nytt under Administration, Användare.</translation>
        </message>
        <message>
            <source>{names}: sign in with the one-time password and choose a password of their own.</source>
            <translation>{names}: loggar in med engångslösenordet och väljer ett eget.</translation>
        </message>
        <message>
            <source>You: save and print the new recovery key below, type it from the paper, and seal two envelopes. Destroy the old sheets.</source>
            <translation>Du: spara och skriv ut den nya återställningsnyckeln nedan, skriv in den från papperet och försegla två kuvert. Förstör de gamla bladen.</translation>
        </message>
        <message>
            <source>You: sign in, open Administration, Keys, and make a new device code.</source>
            <translation>Du: logga in, öppna Administration, Nycklar och skapa en ny enhetskod.</translation>
        </message>
        <message>
            <source>Shut out, with nothing to do: {names}.</source>
            <translation>Utestängda, utan något att göra: {names}.</translation>
        </message>
        <message>
            <source>All others: sign in as usual, with the password they have.</source>
            <translation>Alla andra: loggar in som vanligt, med det lösenord de har.</translation>
        </message>
        <message>
            <source>Backup before, and the ways in</source>
            <translation>Säkerhetskopia före, och inloggningarna</translation>
        </message>
        <message>
            <source>The database under the new key</source>
            <translation>Databasen under den nya nyckeln</translation>
        </message>
        <message>
            <source>Backup after, in every place</source>
            <translation>Säkerhetskopia efteråt, på varje plats</translation>
        </message>
        <message>
            <source>Recovery sheet.pdf</source>
            <translation>Återställningsnyckel.pdf</translation>
        </message>
        <message>
            <source>Leave without the new recovery key?</source>
            <translation>Lämna utan den nya återställningsnyckeln?</translation>
        </message>
        <message>
            <source>Its sheet is not saved and is not shown again. The old key opens nothing.</source>
            <translation>Bladet är inte sparat och visas inte igen. Den gamla nyckeln öppnar ingenting.</translation>
        </message>
        <message>
            <source>&amp;Stay here</source>
            <translation>&amp;Stanna här</translation>
        </message>
        <message>
            <source>&amp;Leave it</source>
            <translation>&amp;Lämna</translation>
        </message>
    </context>
    <context>
        <name>StandbyPage</name>
        <message>
            <source>It is tried again when somebody works. See to the room on the disk.</source>
            <translation>Ett nytt försök görs när någon arbetar. Se till att det finns plats på disken.</translation>
        </message>
        <message>
            <source>A place got no new backup</source>
            <translation>En plats fick ingen ny kopia</translation>
        </message>
    </context>
    <context>
        <name>WindowMenus</name>
        <message>
            <source>&amp;File</source>
            <translation>&amp;Arkiv</translation>
        </message>
        <message>
            <source>&amp;Edit</source>
            <translation>&amp;Redigera</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>&amp;Visa</translation>
        </message>
        <message>
            <source>&amp;Patient</source>
            <translation>&amp;Patient</translation>
        </message>
        <message>
            <source>&amp;Treatment</source>
            <translation>&amp;Behandling</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>&amp;Hjälp</translation>
        </message>
        <message>
            <source>Change your password …</source>
            <translation>Byt lösenord …</translation>
        </message>
        <message>
            <source>Lock now</source>
            <translation>Lås nu</translation>
        </message>
        <message>
            <source>Switch user</source>
            <translation>Byt användare</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Avsluta</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Ångra</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>Gör om</translation>
        </message>
        <message>
            <source>Cut</source>
            <translation>Klipp ut</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Kopiera</translation>
        </message>
        <message>
            <source>Paste</source>
            <translation>Klistra in</translation>
        </message>
        <message>
            <source>Refresh</source>
            <translation>Uppdatera</translation>
        </message>
        <message>
            <source>Larger text</source>
            <translation>Större text</translation>
        </message>
        <message>
            <source>Smaller text</source>
            <translation>Mindre text</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Ljust</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Mörkt</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Som systemet</translation>
        </message>
        <message>
            <source>Search …</source>
            <translation>Sök …</translation>
        </message>
        <message>
            <source>New referral</source>
            <translation>Ny remiss</translation>
        </message>
        <message>
            <source>Crisis numbers</source>
            <translation>Krisnummer</translation>
        </message>
        <message>
            <source>Write feedback</source>
            <translation>Skriv återkoppling</translation>
        </message>
        <message>
            <source>New measurement</source>
            <translation>Ny mätning</translation>
        </message>
        <message>
            <source>Keys of this view</source>
            <translation>Kortkommandon för vyn</translation>
        </message>
        <message>
            <source>About security</source>
            <translation>Om säkerheten</translation>
        </message>
    </context>
</TS>
