<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv" sourcelanguage="en">
    <context>
        <name>ClosingPage</name>
        <message>
            <source>Backing up before closing</source>
            <translation>Säkerhetskopierar före stängning</translation>
        </message>
        <message>
            <source>All is saved. The window closes by itself when the backup has been checked.</source>
            <translation>Allt är sparat. Fönstret stängs av sig självt när kopian har kontrollerats.</translation>
        </message>
        <message>
            <source>&amp;Close without a backup</source>
            <translation>&amp;Stäng utan säkerhetskopia</translation>
        </message>
        <message>
            <source>Backing up</source>
            <translation>Säkerhetskopierar</translation>
        </message>
        <message>
            <source>Closing …</source>
            <translation>Stänger …</translation>
        </message>
    </context>
    <context>
        <name>DemoPage</name>
        <message>
            <source>Reception – referrals, visits, fees</source>
            <translation>Reception – remisser, besök, avgifter</translation>
        </message>
        <message>
            <source>Clinician – assessment and feedback</source>
            <translation>Behandlare – bedömning och återkoppling</translation>
        </message>
        <message>
            <source>Head of unit – spreads cases and co-signs</source>
            <translation>Verksamhetschef – fördelar och medsignerar</translation>
        </message>
        <message>
            <source>Administrator – users, clinic profile, log</source>
            <translation>Administratör – användare, klinikprofil, logg</translation>
        </message>
        <message>
            <source>Practise without real patients</source>
            <translation>Öva utan riktiga patienter</translation>
        </message>
        <message>
            <source>Choose who to be. No password is needed.</source>
            <translation>Välj vem du vill vara. Inget lösenord behövs.</translation>
        </message>
        <message>
            <source>Getting the training clinic ready …</source>
            <translation>Övningskliniken görs i ordning …</translation>
        </message>
        <message>
            <source>&amp;Begin</source>
            <translation>&amp;Börja öva</translation>
        </message>
        <message>
            <source>&amp;Reset the training</source>
            <translation>&amp;Återställ övningen</translation>
        </message>
        <message>
            <source>To the &amp;clinic's sign-in</source>
            <translation>Till &amp;klinikens inloggning</translation>
        </message>
        <message>
            <source>This is training mode</source>
            <translation>Det här är övningsläget</translation>
        </message>
        <message>
            <source>25 invented patients at every stage, from referral to follow-up.</source>
            <translation>25 påhittade patienter i alla skeden, från remiss till uppföljning.</translation>
        </message>
        <message>
            <source>Every identity number is a test number. Prints are marked TRAINING.</source>
            <translation>Alla personnummer är testnummer. Utskrifter märks ÖVNING.</translation>
        </message>
        <message>
            <source>The database is a file of its own and cannot mix with the clinic's.</source>
            <translation>Databasen är en egen fil och kan inte blandas med klinikens.</translation>
        </message>
        <message>
            <source>Reset whenever you like: everything becomes as it was at first.</source>
            <translation>Återställ när som helst: allt blir som från början.</translation>
        </message>
        <message>
            <source>Version {version}</source>
            <translation>Version {version}</translation>
        </message>
        <message>
            <source>Opening …</source>
            <translation>Öppnar …</translation>
        </message>
    </context>
    <context>
        <name>FirstStart</name>
        <message>
            <source>First start</source>
            <translation>Första start</translation>
        </message>
        <message>
            <source>No second place yet</source>
            <translation>Ingen andra plats än</translation>
        </message>
        <message>
            <source>You can go on. The status row reminds administrators until one is chosen.</source>
            <translation>Du kan gå vidare. Statusraden påminner administratörer tills en är vald.</translation>
        </message>
        <message>
            <source>On another disk. The folder is made together with the clinic.</source>
            <translation>På en annan disk. Mappen skapas tillsammans med kliniken.</translation>
        </message>
        <message>
            <source>The folder is not there</source>
            <translation>Mappen finns inte</translation>
        </message>
        <message>
            <source>Plug in the disk, or choose another folder.</source>
            <translation>Sätt i disken, eller välj en annan mapp.</translation>
        </message>
        <message>
            <source>Nothing can be written there</source>
            <translation>Det går inte att skriva där</translation>
        </message>
        <message>
            <source>Choose another folder.</source>
            <translation>Välj en annan mapp.</translation>
        </message>
        <message>
            <source>The same disk as the clinic</source>
            <translation>Samma disk som kliniken</translation>
        </message>
        <message>
            <source>If the disk breaks all is lost. A USB stick or another disk is safer.</source>
            <translation>Går disken sönder är allt borta. Ett USB-minne eller en annan disk är säkrare.</translation>
        </message>
        <message>
            <source>A sync service uploads this folder</source>
            <translation>En synktjänst laddar upp den här mappen</translation>
        </message>
        <message>
            <source>The copies are encrypted, but old ones may stay there for good.</source>
            <translation>Kopiorna är krypterade, men gamla kan bli kvar där för gott.</translation>
        </message>
        <message>
            <source>A folder on the network</source>
            <translation>En mapp på nätverket</translation>
        </message>
        <message>
            <source>It gets its copy when the network is there.</source>
            <translation>Den får sin kopia när nätverket finns.</translation>
        </message>
        <message>
            <source>Your clinic</source>
            <translation>Din klinik</translation>
        </message>
        <message>
            <source>The name stands on every letter and summary. It can be changed later.</source>
            <translation>Namnet står på alla brev och sammanfattningar. Det går att ändra senare.</translation>
        </message>
        <message>
            <source>When it is urgent</source>
            <translation>När det är bråttom</translation>
        </message>
        <message>
            <source>Shown beside 112 wherever a risk is flagged. The program does not start without it.</source>
            <translation>Visas bredvid 112 överallt där en risk flaggas. Programmet startar inte utan det.</translation>
        </message>
        <message>
            <source>Backups</source>
            <translation>Säkerhetskopior</translation>
        </message>
        <message>
            <source>The program makes encrypted copies by itself, at lock and closing and after two hours of work. A disk that breaks takes the copies on it along: so let each copy also lie on another disk.</source>
            <translation>Programmet gör krypterade kopior av sig självt, vid lås och stängning och efter två timmars arbete. En disk som går sönder tar med sig kopiorna på den: låt därför varje kopia också ligga på en annan disk.</translation>
        </message>
        <message>
            <source>The first administrator</source>
            <translation>Den första administratören</translation>
        </message>
        <message>
            <source>You add colleagues afterwards. An administrator reads no clinical text.</source>
            <translation>Kollegor lägger du till sedan. En administratör läser ingen klinisk text.</translation>
        </message>
        <message>
            <source>The clinic's papers</source>
            <translation>Klinikens papper</translation>
        </message>
        <message>
            <source>Print both, keep them in different places, and type them from the paper.</source>
            <translation>Skriv ut båda, förvara dem på olika ställen och skriv in dem här från papperet.</translation>
        </message>
        <message>
            <source>Print it, seal it in an envelope, and type it here from the paper.</source>
            <translation>Skriv ut det, försegla det i ett kuvert och skriv in nyckeln här från papperet.</translation>
        </message>
        <message>
            <source>The first place</source>
            <translation>Första platsen</translation>
        </message>
        <message>
            <source>In the clinic's own folder, always. It is on this disk.</source>
            <translation>Alltid i klinikens egen mapp. Den ligger på den här disken.</translation>
        </message>
        <message>
            <source>Choose a &amp;folder …</source>
            <translation>Välj &amp;mapp …</translation>
        </message>
        <message>
            <source>&amp;Back</source>
            <translation>&amp;Tillbaka</translation>
        </message>
        <message>
            <source>Recovery key</source>
            <translation>Återställningsnyckel</translation>
        </message>
        <message>
            <source>Device code</source>
            <translation>Enhetskod</translation>
        </message>
        <message>
            <source>It is shown now and never again.</source>
            <translation>Den visas nu och aldrig mer.</translation>
        </message>
        <message>
            <source>If every password is lost, this key is the only way back.</source>
            <translation>Om alla lösenord går förlorade är den här nyckeln enda vägen tillbaka.</translation>
        </message>
        <message>
            <source>Seal it in an envelope.</source>
            <translation>Försegla den i ett kuvert.</translation>
        </message>
        <message>
            <source>The clinic was made earlier. Type the key from the printed sheet.</source>
            <translation>Kliniken skapades tidigare. Skriv in nyckeln från det utskrivna bladet.</translation>
        </message>
        <message>
            <source>A copied folder is worth nothing without it. It opens nothing alone.</source>
            <translation>En kopierad mapp är värdelös utan den. Ensam öppnar den ingenting.</translation>
        </message>
        <message>
            <source>This account's keyring keeps it; a new computer asks for it once.</source>
            <translation>Datorkontots nyckelring bevarar den; en ny dator frågar efter den en gång.</translation>
        </message>
        <message>
            <source>This computer asks for it at each start.</source>
            <translation>Den här datorn frågar efter den vid varje start.</translation>
        </message>
        <message>
            <source>Lock it up at the clinic, not with the recovery key.</source>
            <translation>Lås in den på mottagningen, inte tillsammans med återställningsnyckeln.</translation>
        </message>
        <message>
            <source>&amp;Save the recovery sheet as PDF …</source>
            <translation>&amp;Spara återställningsbladet som PDF …</translation>
        </message>
        <message>
            <source>Save the &amp;device code's sheet as PDF …</source>
            <translation>Spara &amp;enhetskodens papper som PDF …</translation>
        </message>
        <message>
            <source>Is a &amp;paper lost? Sign in and print a new one</source>
            <translation>Är ett &amp;papper borta? Logga in och skriv ut ett nytt</translation>
        </message>
        <message>
            <source>The device code</source>
            <translation>Enhetskoden</translation>
        </message>
        <message>
            <source>This computer account has no keyring that the program trusts, so nothing here can keep the clinic's device code.</source>
            <translation>Det här datorkontot har ingen nyckelring som programmet litar på, så ingenting här kan bevara klinikens enhetskod.</translation>
        </message>
        <message>
            <source>Type the device code at each start</source>
            <translation>Skriv enhetskoden vid varje start</translation>
        </message>
        <message>
            <source>Password only</source>
            <translation>Endast lösenord</translation>
        </message>
        <message>
            <source>Whoever copies the clinic's folder can then try passwords on it. Passwords must be longer, the choice is logged, and the status bar says so.</source>
            <translation>Den som kopierar klinikens mapp kan då pröva lösenord på den. Lösenorden måste vara längre, valet loggas och statusraden säger det.</translation>
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
            <source>The second place</source>
            <translation>Andra platsen</translation>
        </message>
        <message>
            <source>Your name</source>
            <translation>Ditt namn</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>Titel</translation>
        </message>
        <message>
            <source>User name</source>
            <translation>Användarnamn</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Lösenord</translation>
        </message>
        <message>
            <source>The password once more</source>
            <translation>Lösenordet en gång till</translation>
        </message>
        <message>
            <source>The recovery key, typed from the paper</source>
            <translation>Återställningsnyckeln, inskriven från papperet</translation>
        </message>
        <message>
            <source>The device code, typed from the paper</source>
            <translation>Enhetskoden, inskriven från papperet</translation>
        </message>
        <message>
            <source>Clinic</source>
            <translation>Klinik</translation>
        </message>
        <message>
            <source>Crisis numbers</source>
            <translation>Krisnummer</translation>
        </message>
        <message>
            <source>Administrator</source>
            <translation>Administratör</translation>
        </message>
        <message>
            <source>Papers</source>
            <translation>Papper</translation>
        </message>
        <message>
            <source>&amp;Make the clinic</source>
            <translation>&amp;Skapa kliniken</translation>
        </message>
        <message>
            <source>&amp;Done</source>
            <translation>&amp;Klar</translation>
        </message>
        <message>
            <source>&amp;Next</source>
            <translation>&amp;Nästa</translation>
        </message>
        <message>
            <source>After the administrator</source>
            <translation>Efter administratören</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Klart</translation>
        </message>
        <message>
            <source>Can wait</source>
            <translation>Kan vänta</translation>
        </message>
        <message numerus="yes">
            <source>%n field(s) left</source>
            <translation>
                <numerusform>%n fält kvar</numerusform>
                <numerusform>%n fält kvar</numerusform>
            </translation>
        </message>
        <message>
            <source>Filled in</source>
            <translation>Ifyllt</translation>
        </message>
        <message>
            <source>Fill this in to go on.</source>
            <translation>Fyll i det här för att gå vidare.</translation>
        </message>
        <message>
            <source>The two passwords differ.</source>
            <translation>De två lösenorden är olika.</translation>
        </message>
        <message>
            <source>Making the clinic …</source>
            <translation>Skapar kliniken …</translation>
        </message>
        <message>
            <source>Recovery sheet.pdf</source>
            <translation>Återställningsblad.pdf</translation>
        </message>
        <message>
            <source>Device code sheet.pdf</source>
            <translation>Enhetskod.pdf</translation>
        </message>
        <message>
            <source>The file could not be written there. Choose another place.</source>
            <translation>Filen gick inte att skriva där. Välj en annan plats.</translation>
        </message>
        <message>
            <source>Saved. Print it, then delete the file: whoever has it can open the clinic.</source>
            <translation>Sparat. Skriv ut det och ta sedan bort filen: den som har den kan öppna kliniken.</translation>
        </message>
        <message>
            <source>Saved. Print it, then delete the file.</source>
            <translation>Sparat. Skriv ut det och ta sedan bort filen.</translation>
        </message>
        <message>
            <source>Trying what you typed …</source>
            <translation>Provar det du skrev …</translation>
        </message>
    </context>
    <context>
        <name>Front</name>
        <message>
            <source>TRAINING</source>
            <translation>ÖVNING</translation>
        </message>
        <message>
            <source>The program is not whole</source>
            <translation>Programmet är inte helt</translation>
        </message>
        <message>
            <source>A part is missing ({part}). Install it again; the clinic's data are untouched.</source>
            <translation>En del saknas ({part}). Installera om programmet; klinikens data är orörda.</translation>
        </message>
        <message>
            <source>The program cannot start: one of its data files is broken</source>
            <translation>Programmet kan inte starta: en av dess datafiler är trasig</translation>
        </message>
        <message>
            <source>Install the program again, or put the file back as it was. The clinic's data are untouched.</source>
            <translation>Installera programmet igen eller lägg tillbaka filen som den var. Klinikens data är orörda.</translation>
        </message>
    </context>
    <context>
        <name>LockPage</name>
        <message>
            <source>Locked</source>
            <translation>Låst</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Lösenord</translation>
        </message>
        <message>
            <source>&amp;Unlock</source>
            <translation>&amp;Lås upp</translation>
        </message>
        <message>
            <source>&amp;Switch user</source>
            <translation>&amp;Byt användare</translation>
        </message>
        <message>
            <source>Your text was saved {time}, and the cursor is where you left it.</source>
            <translation>Din text är sparad {time} och markören står kvar där du lämnade den.</translation>
        </message>
        <message>
            <source>The last words could not be saved before the lock.</source>
            <translation>De sista orden gick inte att spara före låset.</translation>
        </message>
        <message>
            <source>Acute danger to life: call 112</source>
            <translation>Akut fara för liv: ring 112</translation>
        </message>
        <message>
            <source>Locked {time}</source>
            <translation>Låstes {time}</translation>
        </message>
        <message numerus="yes">
            <source>%n case(s) need(s|) contact today</source>
            <translation>
                <numerusform>%n ärende behöver kontakt idag</numerusform>
                <numerusform>%n ärenden behöver kontakt idag</numerusform>
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
            <source>Caps Lock is on</source>
            <translation>Caps Lock är på</translation>
        </message>
        <message>
            <source>Backing up</source>
            <translation>Säkerhetskopierar</translation>
        </message>
        <message>
            <source>Write your password.</source>
            <translation>Skriv ditt lösenord.</translation>
        </message>
        <message>
            <source>Unlocking …</source>
            <translation>Låser upp …</translation>
        </message>
        <message>
            <source>The password is not right. Type it again.</source>
            <translation>Lösenordet stämmer inte. Skriv det igen.</translation>
        </message>
    </context>
    <context>
        <name>NewPasswordPage</name>
        <message>
            <source>Choose a password of your own</source>
            <translation>Välj ett eget lösenord</translation>
        </message>
        <message>
            <source>You signed in with a one-time password. Nobody else sees the new one.</source>
            <translation>Du loggade in med ett engångslösenord. Ingen annan ser det nya.</translation>
        </message>
        <message>
            <source>Change your password</source>
            <translation>Byt lösenord</translation>
        </message>
        <message>
            <source>The database is untouched; only your way in changes.</source>
            <translation>Databasen är orörd; bara din väg in ändras.</translation>
        </message>
        <message>
            <source>The one-time password</source>
            <translation>Engångslösenordet</translation>
        </message>
        <message>
            <source>Your password now</source>
            <translation>Ditt lösenord nu</translation>
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
            <source>&amp;Save and go on</source>
            <translation>&amp;Spara och gå vidare</translation>
        </message>
        <message>
            <source>&amp;Back</source>
            <translation>&amp;Tillbaka</translation>
        </message>
        <message>
            <source>Fill this in to go on.</source>
            <translation>Fyll i det här för att gå vidare.</translation>
        </message>
        <message>
            <source>The two passwords differ.</source>
            <translation>De två lösenorden är olika.</translation>
        </message>
        <message>
            <source>Saving …</source>
            <translation>Sparar …</translation>
        </message>
    </context>
    <context>
        <name>PasswordHint</name>
        <message>
            <source>Easy to guess: many use such words. Write something of your own.</source>
            <translation>Lätt att gissa: många använder sådana ord. Skriv något eget.</translation>
        </message>
        <message>
            <source>Long enough. One or two words more make it stronger.</source>
            <translation>Tillräckligt långt. Ett eller två ord till gör det starkare.</translation>
        </message>
        <message>
            <source>Long and hard to guess.</source>
            <translation>Långt och svårt att gissa.</translation>
        </message>
        <message>
            <source>Caps Lock is on.</source>
            <translation>Caps Lock är på.</translation>
        </message>
        <message>
            <source>Strong</source>
            <translation>Starkt</translation>
        </message>
        <message numerus="yes">
            <source>At least %n character(s). Several words are easy to remember.</source>
            <translation>
                <numerusform>Minst %n tecken. Flera ord är lätta att komma ihåg.</numerusform>
                <numerusform>Minst %n tecken. Flera ord är lätta att komma ihåg.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more character(s) are needed.</source>
            <translation>
                <numerusform>%n tecken till behövs.</numerusform>
                <numerusform>%n tecken till behövs.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>At most %n character(s) can be kept.</source>
            <translation>
                <numerusform>Högst %n tecken kan sparas.</numerusform>
                <numerusform>Högst %n tecken kan sparas.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RescuePage</name>
        <message>
            <source>Backup</source>
            <translation>Säkerhetskopia</translation>
        </message>
        <message>
            <source>Another &amp;file …</source>
            <translation>En annan &amp;fil …</translation>
        </message>
        <message>
            <source>An administrator's user name</source>
            <translation>En administratörs användarnamn</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Lösenord</translation>
        </message>
        <message>
            <source>Recovery key from its paper</source>
            <translation>Återställningsnyckel från bladet</translation>
        </message>
        <message>
            <source>Device code</source>
            <translation>Enhetskod</translation>
        </message>
        <message>
            <source>Use a &amp;password instead</source>
            <translation>Använd &amp;lösenord i stället</translation>
        </message>
        <message>
            <source>Use the recovery &amp;sheet</source>
            <translation>Använd återställnings&amp;bladet</translation>
        </message>
        <message>
            <source>&amp;Check the backup</source>
            <translation>&amp;Kontrollera kopian</translation>
        </message>
        <message>
            <source>&amp;Back</source>
            <translation>&amp;Tillbaka</translation>
        </message>
        <message>
            <source>&amp;Restore the clinic</source>
            <translation>Åte&amp;rställ kliniken</translation>
        </message>
        <message>
            <source>Compare with saving &amp;what can be read …</source>
            <translation>Jämför med att rädda det som går att &amp;läsa …</translation>
        </message>
        <message>
            <source>&amp;Save what can be read</source>
            <translation>&amp;Rädda det som går att läsa</translation>
        </message>
        <message>
            <source>A damaged database is rarely damaged everywhere. What can be read of it is kept, the rest comes from the backup, and what is lost is named.</source>
            <translation>En skadad databas är sällan skadad överallt. Det som går att läsa behålls, resten tas ur säkerhetskopian, och det som är förlorat räknas upp.</translation>
        </message>
        <message>
            <source>What is left of the damaged files is moved aside, not deleted.</source>
            <translation>Det som finns kvar av de skadade filerna flyttas åt sidan och raderas inte.</translation>
        </message>
        <message>
            <source>The recovery sheet opens every backup, also when nobody's password is known.</source>
            <translation>Återställningsbladet öppnar varje kopia, även när ingen minns sitt lösenord.</translation>
        </message>
        <message>
            <source>Two ways back</source>
            <translation>Två vägar tillbaka</translation>
        </message>
        <message>
            <source>Compare, write why, and choose one. Nothing has been touched yet.</source>
            <translation>Jämför, skriv varför och välj en. Ingenting har rörts än.</translation>
        </message>
        <message>
            <source>Why?</source>
            <translation>Varför?</translation>
        </message>
        <message>
            <source>Restore the clinic from a backup</source>
            <translation>Återställ kliniken från en säkerhetskopia</translation>
        </message>
        <message>
            <source>Choose a backup. It is opened and counted before anything is changed.</source>
            <translation>Välj en säkerhetskopia. Den öppnas och räknas innan något ändras.</translation>
        </message>
        <message>
            <source>Why is it restored?</source>
            <translation>Varför återställs den?</translation>
        </message>
        <message>
            <source>No backup: the damaged file alone</source>
            <translation>Ingen säkerhetskopia: bara den skadade filen</translation>
        </message>
        <message>
            <source>… and more, each row in the log afterwards</source>
            <translation>… och fler, varje rad står i loggen efteråt</translation>
        </message>
        <message>
            <source>The backup from {when} is whole</source>
            <translation>Kopian från {when} är hel</translation>
        </message>
        <message>
            <source>{patients}, {texts}. Made by {name}.</source>
            <translation>{patients}, {texts}. Gjord av {name}.</translation>
        </message>
        <message>
            <source>What was written after it is lost</source>
            <translation>Det som skrevs efter den går förlorat</translation>
        </message>
        <message>
            <source>How much that is cannot be told: nothing of the clinic is left here.</source>
            <translation>Hur mycket det är går inte att säga: inget av kliniken finns kvar här.</translation>
        </message>
        <message>
            <source>They are rows of the access log: changes, readings and signings in.</source>
            <translation>Det är rader i åtkomstloggen: ändringar, läsningar och inloggningar.</translation>
        </message>
        <message>
            <source>It was sealed with the keys of before</source>
            <translation>Den är förseglad med de tidigare nycklarna</translation>
        </message>
        <message>
            <source>It is written anew under the present keys: today's passwords, device code and recovery key go on holding, and whoever was shut out stays out.</source>
            <translation>Den skrivs om under de nuvarande nycklarna: dagens lösenord, enhetskod och återställningsnyckel fortsätter att gälla, och den som stängts ute förblir utestängd.</translation>
        </message>
        <message>
            <source>The key file is gone here, so the backup's own comes back</source>
            <translation>Nyckelfilen saknas här, så säkerhetskopians egen kommer tillbaka</translation>
        </message>
        <message>
            <source>Passwords, device code and recovery key of that day hold again, also for whoever was shut out since. Look at Administration, Users and Keys, afterwards.</source>
            <translation>Lösenord, enhetskod och återställningsnyckel från den dagen gäller igen, också för den som stängts ute sedan dess. Se över Administration, Användare och Nycklar efteråt.</translation>
        </message>
        <message>
            <source>No backup is chosen</source>
            <translation>Ingen säkerhetskopia är vald</translation>
        </message>
        <message>
            <source>Choose a file first.</source>
            <translation>Välj en fil först.</translation>
        </message>
        <message>
            <source>Write who asks: without it no backup opens.</source>
            <translation>Skriv vem som frågar: utan det öppnas ingen kopia.</translation>
        </message>
        <message>
            <source>Write why. It stands in the log.</source>
            <translation>Skriv varför. Det står i loggen.</translation>
        </message>
        <message>
            <source>Reading the backup</source>
            <translation>Läser säkerhetskopian</translation>
        </message>
    </context>
    <context>
        <name>SalvageWords</name>
        <message>
            <source>Blocked record</source>
            <translation>Spärrad journal</translation>
        </message>
        <message>
            <source>Access log</source>
            <translation>Åtkomstlogg</translation>
        </message>
        <message>
            <source>Training of a clinician</source>
            <translation>Behandlares utbildning</translation>
        </message>
        <message>
            <source>Register of destroyed records</source>
            <translation>Register över förstörda journaler</translation>
        </message>
        <message>
            <source>Receipt of a destruction</source>
            <translation>Kvitto på förstöring</translation>
        </message>
        <message>
            <source>Which program, form or rules hold</source>
            <translation>Vilka program, formulär eller regler som gäller</translation>
        </message>
        <message>
            <source>Program, form or rules</source>
            <translation>Program, formulär eller regler</translation>
        </message>
        <message>
            <source>Copy of the key file</source>
            <translation>Kopia av nyckelfilen</translation>
        </message>
        <message>
            <source>Row of a log check</source>
            <translation>Rad i en loggkontroll</translation>
        </message>
        <message>
            <source>Record opened for a reason</source>
            <translation>Journal öppnad med skäl</translation>
        </message>
        <message>
            <source>Key of earlier backups</source>
            <translation>Nyckel till äldre säkerhetskopior</translation>
        </message>
        <message>
            <source>Flag raised by a form</source>
            <translation>Flagga från ett formulär</translation>
        </message>
        <message>
            <source>Section of a treatment</source>
            <translation>Avsnitt i en behandling</translation>
        </message>
        <message>
            <source>Pause in a treatment</source>
            <translation>Paus i en behandling</translation>
        </message>
        <message>
            <source>There is no backup to restore</source>
            <translation>Det finns ingen säkerhetskopia att återställa</translation>
        </message>
        <message>
            <source>Only what the damaged file still holds can be saved.</source>
            <translation>Bara det som den skadade filen ännu innehåller kan räddas.</translation>
        </message>
        <message>
            <source>Restoring: the clinic as it was {when}</source>
            <translation>Återställa: kliniken som den var {when}</translation>
        </message>
        <message>
            <source>How much was written after it cannot be told.</source>
            <translation>Hur mycket som skrevs därefter går inte att säga.</translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) of the access log (is|are) newer and lost.</source>
            <translation>
                <numerusform>%n rad i åtkomstloggen är nyare och förloras.</numerusform>
                <numerusform>%n rader i åtkomstloggen är nyare och förloras.</numerusform>
            </translation>
        </message>
        <message>
            <source>Whole, and proved before it is used.</source>
            <translation>Hel, och prövad innan den används.</translation>
        </message>
        <message>
            <source>Saving: {whole} of {every} rows are kept</source>
            <translation>Rädda: {whole} av {every} rader behålls</translation>
        </message>
        <message numerus="yes">
            <source>%n page(s) of the file (is|are) damaged.</source>
            <translation>
                <numerusform>%n sida i filen är skadad.</numerusform>
                <numerusform>%n sidor i filen är skadade.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) (comes|come) from the backup.</source>
            <translation>
                <numerusform>%n rad tas ur säkerhetskopian.</numerusform>
                <numerusform>%n rader tas ur säkerhetskopian.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) (is|are) lost.</source>
            <translation>
                <numerusform>%n rad är förlorad.</numerusform>
                <numerusform>%n rader är förlorade.</numerusform>
            </translation>
        </message>
        <message>
            <source>No row that is known of is lost.</source>
            <translation>Ingen känd rad är förlorad.</translation>
        </message>
        <message>
            <source>More may be lost: the file's own lists are damaged too.</source>
            <translation>Mer kan vara förlorat: filens egna förteckningar är också skadade.</translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) can be read but not placed, and stay aside.</source>
            <translation>
                <numerusform>%n rad går att läsa men inte att placera, och ligger kvar vid sidan.</numerusform>
                <numerusform>%n rader går att läsa men inte att placera, och ligger kvar vid sidan.</numerusform>
            </translation>
        </message>
        <message>
            <source>The access log lacks {rows}. It says so itself.</source>
            <translation>Åtkomstloggen saknar {rows}. Det står i den själv.</translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) of the log behind the gap (is|are) written anew, with the old number.</source>
            <translation>
                <numerusform>%n rad i loggen efter luckan är skriven på nytt, med sitt gamla nummer.</numerusform>
                <numerusform>%n rader i loggen efter luckan är skrivna på nytt, med sina gamla nummer.</numerusform>
            </translation>
        </message>
        <message>
            <source>{name}: lost {ids}</source>
            <translation>{name}: förlorade {ids}</translation>
        </message>
        <message>
            <source>{name}: left out, what it belongs to is lost: {ids}</source>
            <translation>{name}: utelämnade, det som de hör till är förlorat: {ids}</translation>
        </message>
        <message>
            <source>{name}: kept, but a link to a lost row is gone: {ids}</source>
            <translation>{name}: kvar, men en koppling till en förlorad rad är borta: {ids}</translation>
        </message>
        <message>
            <source>{name}: from the backup {ids}</source>
            <translation>{name}: ur säkerhetskopian {ids}</translation>
        </message>
    </context>
    <context>
        <name>SecurityDialog</name>
        <message>
            <source>The clinic's file is useless without a password and the device code, or the recovery key from its paper. Where the clinic chose passwords alone, the password is all.</source>
            <translation>Klinikens fil är oläsbar utan ett lösenord och enhetskoden, eller återställningsnyckeln från sitt papper. Har kliniken valt endast lösenord är lösenordet det enda skyddet.</translation>
        </message>
        <message>
            <source>cryptography</source>
            <translation>kryptografi</translation>
        </message>
        <message>
            <source>What you saved is there after a crash or a power cut, if the disk keeps its word.</source>
            <translation>Det du har sparat finns kvar efter en krasch eller ett strömavbrott, om disken håller vad den lovar.</translation>
        </message>
        <message>
            <source>the database, tried with simulated power cuts</source>
            <translation>databasen, prövad med simulerade strömavbrott</translation>
        </message>
        <message>
            <source>Damage is noticed. An older copy put back is noticed when it is compared with a receipt.</source>
            <translation>Skador märks. Att en äldre kopia har lagts tillbaka märks när den jämförs med ett kvitto.</translation>
        </message>
        <message>
            <source>seals, and the chain of the access log</source>
            <translation>sigill, och loggens kedja</translation>
        </message>
        <message>
            <source>A backup was opened and compared before it was called a backup.</source>
            <translation>En säkerhetskopia har öppnats och jämförts innan den kallas säkerhetskopia.</translation>
        </message>
        <message>
            <source>the program</source>
            <translation>programmet</translation>
        </message>
        <message>
            <source>Reception cannot see clinical text, and each reading is logged.</source>
            <translation>Receptionen kan inte se klinisk text, och varje läsning loggas.</translation>
        </message>
        <message>
            <source>the program, not cryptography</source>
            <translation>programmet, inte kryptografi</translation>
        </message>
        <message>
            <source>Someone who controls the computer while you work, through harmful software for example, can see what you see.</source>
            <translation>Den som styr datorn medan du arbetar, till exempel genom skadlig programvara, kan se det du ser.</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>ingenting</translation>
        </message>
        <message>
            <source>While the clinic is open its keys and texts are in the computer's memory. We do not promise that they are gone from there the moment it is locked.</source>
            <translation>Medan kliniken är öppen finns dess nycklar och texter i datorns minne. Vi lovar inte att de är borta därifrån i samma stund som den låses.</translation>
        </message>
        <message>
            <source>The walls between the roles are the program's. All share one file: a colleague's password opens it, whatever the role.</source>
            <translation>Väggarna mellan rollerna är programmets. Alla delar en fil: en kollegas lösenord öppnar den, oavsett roll.</translation>
        </message>
        <message>
            <source>The log tells in which order things were done. It cannot tell that the computer's clock was right.</source>
            <translation>Loggen visar i vilken ordning saker gjordes. Den kan inte visa att datorns klocka gick rätt.</translation>
        </message>
        <message>
            <source>Encrypt the computer's whole disk (BitLocker, FileVault, LUKS), and lock the computer itself.</source>
            <translation>Kryptera datorns hela disk (BitLocker, FileVault, LUKS), och lås själva datorn.</translation>
        </message>
        <message>
            <source>Switch hibernation off: it writes the memory, with what is open, to the disk.</source>
            <translation>Stäng av viloläget som skriver minnet, med det som är öppet, till disken.</translation>
        </message>
        <message>
            <source>Keep the two papers in two places: the recovery key in a sealed envelope, the device code locked up at the clinic.</source>
            <translation>Förvara de två papperen på två ställen: återställningsnyckeln i ett förseglat kuvert, enhetskoden inlåst på mottagningen.</translation>
        </message>
        <message>
            <source>Never put the clinic's folder where it is copied to a cloud. Give the backups a second place on another disk.</source>
            <translation>Lägg aldrig klinikens mapp där den kopieras till ett moln. Ge säkerhetskopiorna en andra plats på en annan disk.</translation>
        </message>
        <message>
            <source>Keep the log's receipt outside the computer, and compare it when something seems wrong.</source>
            <translation>Förvara loggens kvitto utanför datorn, och jämför det när något verkar fel.</translation>
        </message>
        <message>
            <source>Kept by: {who}</source>
            <translation>Står för det: {who}</translation>
        </message>
        <message>
            <source>About security</source>
            <translation>Om säkerheten</translation>
        </message>
        <message>
            <source>What you may rely on, who stands for it, and what nobody can promise.</source>
            <translation>Vad du kan lita på, vem som står för det, och vad ingen kan lova.</translation>
        </message>
        <message>
            <source>What you may rely on</source>
            <translation>Det här kan du lita på</translation>
        </message>
        <message>
            <source>What nobody can promise</source>
            <translation>Det här kan ingen lova</translation>
        </message>
        <message>
            <source>What the clinic does itself</source>
            <translation>Det här gör kliniken själv</translation>
        </message>
        <message>
            <source>&amp;Close</source>
            <translation>&amp;Stäng</translation>
        </message>
    </context>
    <context>
        <name>SignInPage</name>
        <message>
            <source>Sign in</source>
            <translation>Logga in</translation>
        </message>
        <message>
            <source>Sign in to unlock the clinic's database.</source>
            <translation>Logga in för att låsa upp klinikens databas.</translation>
        </message>
        <message>
            <source>User name</source>
            <translation>Användarnamn</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Lösenord</translation>
        </message>
        <message>
            <source>Show password</source>
            <translation>Visa lösenordet</translation>
        </message>
        <message>
            <source>Device code</source>
            <translation>Enhetskod</translation>
        </message>
        <message>
            <source>From the clinic's paper. Where the account has a keyring it is needed once, else at each start.</source>
            <translation>Från klinikens papper. Har datorkontot en nyckelring behövs den en gång, annars vid varje start.</translation>
        </message>
        <message>
            <source>Caps Lock is on</source>
            <translation>Caps Lock är på</translation>
        </message>
        <message>
            <source>&amp;Sign in</source>
            <translation>&amp;Logga in</translation>
        </message>
        <message>
            <source>&amp;Forgotten your password?</source>
            <translation>&amp;Glömt lösenordet?</translation>
        </message>
        <message>
            <source>Ask the clinic's administrator for a one-time password. You choose a new one when you sign in with it. If no administrator can sign in, the recovery sheet in the sealed envelope opens the clinic.</source>
            <translation>Be klinikens administratör om ett engångslösenord. Du väljer ett nytt när du loggar in med det. Om ingen administratör kan logga in öppnar återställningsbladet i det förseglade kuvertet kliniken.</translation>
        </message>
        <message>
            <source>Use the &amp;recovery sheet</source>
            <translation>Använd åte&amp;rställningsbladet</translation>
        </message>
        <message>
            <source>Restore from a &amp;backup …</source>
            <translation>Återställ från en säkerhets&amp;kopia …</translation>
        </message>
        <message>
            <source>Take the &amp;key file that was kept before</source>
            <translation>Ta &amp;nyckelfilen som fanns före</translation>
        </message>
        <message>
            <source>&amp;About security</source>
            <translation>&amp;Om säkerheten</translation>
        </message>
        <message>
            <source>This computer</source>
            <translation>Den här datorn</translation>
        </message>
        <message>
            <source>The database lies on this computer and is encrypted.</source>
            <translation>Databasen finns på den här datorn och är krypterad.</translation>
        </message>
        <message>
            <source>If you cannot get in</source>
            <translation>Om du inte kommer in</translation>
        </message>
        <message>
            <source>The administrator can give you a new way in. Nobody sees your password.</source>
            <translation>Administratören kan ge dig en ny inloggning. Ingen annan ser ditt lösenord.</translation>
        </message>
        <message>
            <source>Does nobody have access? Then the recovery sheet in its sealed envelope is needed.</source>
            <translation>Har ingen på kliniken tillgång? Då behövs återställningsbladet i förseglat kuvert.</translation>
        </message>
        <message>
            <source>Version {version}</source>
            <translation>Version {version}</translation>
        </message>
        <message>
            <source>Last signed in here: {name}, {when}.</source>
            <translation>Senast inloggad här: {name}, {when}.</translation>
        </message>
        <message>
            <source>The backup was last read back {date}.</source>
            <translation>Säkerhetskopian är senast återläst {date}.</translation>
        </message>
        <message>
            <source>The backup from {when} is restored</source>
            <translation>Säkerhetskopian från {when} är återställd</translation>
        </message>
        <message>
            <source>Sign in. What stood here before is moved aside in the clinic's folder.</source>
            <translation>Logga in. Det som fanns här förut är flyttat åt sidan i klinikens mapp.</translation>
        </message>
        <message>
            <source>What could be read is saved</source>
            <translation>Det som gick att läsa är räddat</translation>
        </message>
        <message>
            <source>Sign in. The damaged files are moved aside in the clinic's folder, and the access log names every row that came from the backup or is lost.</source>
            <translation>Logga in. De skadade filerna är flyttade åt sidan i klinikens mapp, och åtkomstloggen nämner varje rad som togs ur säkerhetskopian eller är förlorad.</translation>
        </message>
        <message>
            <source>The key file is lost or damaged</source>
            <translation>Nyckelfilen är borta eller skadad</translation>
        </message>
        <message>
            <source>The database is untouched. Take the key file that was kept before; passwords changed since then are the older ones.</source>
            <translation>Databasen är orörd. Ta nyckelfilen som fanns före; lösenord som har bytts sedan dess är då de gamla.</translation>
        </message>
        <message>
            <source>The key file from {when} is back</source>
            <translation>Nyckelfilen från {when} är tillbaka</translation>
        </message>
        <message>
            <source>The key file of backup {number} from {when} is back</source>
            <translation>Nyckelfilen i säkerhetskopia {number} från {when} är tillbaka</translation>
        </message>
        <message>
            <source>Sign in. The administrator is shown what differs.</source>
            <translation>Logga in. Administratören får se vad som skiljer.</translation>
        </message>
        <message>
            <source>Write your user name.</source>
            <translation>Skriv ditt användarnamn.</translation>
        </message>
        <message>
            <source>Write your password.</source>
            <translation>Skriv ditt lösenord.</translation>
        </message>
        <message>
            <source>Unlocking …</source>
            <translation>Låser upp …</translation>
        </message>
    </context>
</TS>
