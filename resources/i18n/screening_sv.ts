<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv" sourcelanguage="en">
    <context>
        <name>Asks</name>
        <message>
            <source>CBT suitable</source>
            <translation>KBT lämplig</translation>
        </message>
        <message>
            <source>Suspicion</source>
            <translation>Misstanke</translation>
        </message>
        <message>
            <source>Investigated</source>
            <translation>Utredd</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Text</translation>
        </message>
        <message>
            <source>Speech</source>
            <translation>Tal</translation>
        </message>
        <message>
            <source>Connection</source>
            <translation>Uppkoppling</translation>
        </message>
        <message>
            <source>Present</source>
            <translation>Finns</translation>
        </message>
        <message>
            <source>Hinders</source>
            <translation>Hindrar</translation>
        </message>
        <message>
            <source>Disturbs</source>
            <translation>Stör</translation>
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
            <source>Unclear</source>
            <translation>Oklart</translation>
        </message>
        <message>
            <source>Computer</source>
            <translation>Dator</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Ingen</translation>
        </message>
        <message>
            <source>Phone or tablet only</source>
            <translation>Bara telefon eller platta</translation>
        </message>
    </context>
    <context>
        <name>AssessedRisk</name>
        <message>
            <source>Your judgement</source>
            <translation>Din bedömning</translation>
        </message>
        <message>
            <source>Your judgement of the risk</source>
            <translation>Din bedömning av risken</translation>
        </message>
        <message>
            <source>The answers contradict each other.</source>
            <translation>Svaren säger emot varandra.</translation>
        </message>
        <message>
            <source>The exclusion page says acutely suicidal: yes. The signed assessment says otherwise. Change the answer, or open another assessment if it is acute now.</source>
            <translation>Under Exklusion står akut suicidnära: ja. Den signerade bedömningen säger något annat. Ändra svaret, eller öppna en ny bedömning om det är akut nu.</translation>
        </message>
        <message>
            <source>&amp;Go to the question</source>
            <translation>&amp;Gå till frågan</translation>
        </message>
        <message>
            <source>&amp;Sign assessment</source>
            <translation>Si&amp;gnera bedömning</translation>
        </message>
    </context>
    <context>
        <name>ByHand</name>
        <message>
            <source>Has a risk been found in another way?</source>
            <translation>Har en risk hittats på annat sätt?</translation>
        </message>
        <message>
            <source>The case is then seen by every clinician until it is assessed and signed.</source>
            <translation>Ärendet syns då för alla behandlare tills det är bedömt och signerat.</translation>
        </message>
        <message>
            <source>&amp;Open an in-depth assessment</source>
            <translation>&amp;Öppna fördjupad bedömning</translation>
        </message>
        <message>
            <source>Write in a few words why.</source>
            <translation>Skriv med ett par ord varför.</translation>
        </message>
    </context>
    <context>
        <name>CalmRisk</name>
        <message>
            <source>Risk</source>
            <translation>Risk</translation>
        </message>
        <message>
            <source>Your judgement</source>
            <translation>Din bedömning</translation>
        </message>
        <message>
            <source>Your judgement of the risk</source>
            <translation>Din bedömning av risken</translation>
        </message>
        <message>
            <source>What the source says</source>
            <translation>Vad källan säger</translation>
        </message>
    </context>
    <context>
        <name>CodeList</name>
        <message>
            <source>{code} (not in the list)</source>
            <translation>{code} (står inte i listan)</translation>
        </message>
    </context>
    <context>
        <name>ConflictBox</name>
        <message>
            <source>&amp;Keep mine</source>
            <translation>&amp;Behåll mitt</translation>
        </message>
        <message>
            <source>Take &amp;theirs</source>
            <translation>Ta &amp;deras</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>inget</translation>
        </message>
        <message>
            <source>Yours, {field}: {text}</source>
            <translation>Ditt, {field}: {text}</translation>
        </message>
        <message>
            <source>Theirs, {field}: {text}</source>
            <translation>Deras, {field}: {text}</translation>
        </message>
    </context>
    <context>
        <name>ContactLog</name>
        <message>
            <source>Answered</source>
            <translation>Svar</translation>
        </message>
        <message>
            <source>No answer</source>
            <translation>Inget svar</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Meddelande</translation>
        </message>
        <message>
            <source>Responsible</source>
            <translation>Ansvarig</translation>
        </message>
        <message>
            <source>At</source>
            <translation>Klockan</translation>
        </message>
        <message>
            <source>now</source>
            <translation>nu</translation>
        </message>
        <message>
            <source>Note, if any</source>
            <translation>Anteckning, om du vill</translation>
        </message>
        <message numerus="yes">
            <source>%n attempt(s) without an answer</source>
            <translation>
                <numerusform>%n försök utan svar</numerusform>
                <numerusform>%n försök utan svar</numerusform>
            </translation>
        </message>
        <message>
            <source>The clinic has written no text for this. Tell the coordinator now.</source>
            <translation>Kliniken har inte skrivit vad som ska göras. Säg till samordnaren nu.</translation>
        </message>
        <message>
            <source>Agreed contact {when}</source>
            <translation>Avtalad kontakt {when}</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>Kontakt</translation>
        </message>
        <message>
            <source>Contact today</source>
            <translation>Kontakt idag</translation>
        </message>
        <message>
            <source>Follow-up today</source>
            <translation>Uppföljning idag</translation>
        </message>
        <message>
            <source>Spoke with the patient</source>
            <translation>Fick kontakt</translation>
        </message>
        <message>
            <source>Call, no answer</source>
            <translation>Samtal, inget svar</translation>
        </message>
        <message>
            <source>Message left</source>
            <translation>Meddelande lämnat</translation>
        </message>
        <message>
            <source>nobody yet</source>
            <translation>ingen än</translation>
        </message>
        <message>
            <source>The time has not come yet.</source>
            <translation>Klockslaget har inte varit än.</translation>
        </message>
        <message>
            <source>Write a time such as 10:40.</source>
            <translation>Skriv ett klockslag, till exempel 10:40.</translation>
        </message>
    </context>
    <context>
        <name>CriteriaPage</name>
        <message>
            <source>Inclusion criteria</source>
            <translation>Inklusionskriterier</translation>
        </message>
        <message>
            <source>Exclusion criteria</source>
            <translation>Exklusionskriterier</translation>
        </message>
        <message>
            <source>answers the row</source>
            <translation>svarar på raden</translation>
        </message>
        <message>
            <source>{name}, updated {day}</source>
            <translation>{name}, uppdaterad {day}</translation>
        </message>
        <message>
            <source>Source: {names}  ·  criteria version {version}</source>
            <translation>Källa: {names}  ·  kriterier version {version}</translation>
        </message>
        <message>
            <source>What the source says</source>
            <translation>Vad källan säger</translation>
        </message>
        <message>
            <source>About the chosen criterion</source>
            <translation>Om valt kriterium</translation>
        </message>
        <message>
            <source>Your judgement</source>
            <translation>Din bedömning</translation>
        </message>
        <message>
            <source>Write a few words …</source>
            <translation>Skriv ett par ord …</translation>
        </message>
        <message>
            <source>Your judgement: {title}</source>
            <translation>Din bedömning: {title}</translation>
        </message>
        <message>
            <source>Answer yes, no or unclear on the row</source>
            <translation>Svara ja, nej eller oklart på raden</translation>
        </message>
        <message>
            <source>Source, note and the next row</source>
            <translation>Källa, anteckning och nästa rad</translation>
        </message>
    </context>
    <context>
        <name>CriterionRow</name>
        <message>
            <source>Source</source>
            <translation>Källa</translation>
        </message>
        <message>
            <source>Choose</source>
            <translation>Välj</translation>
        </message>
        <message>
            <source>Source: {title}</source>
            <translation>Källa: {title}</translation>
        </message>
        <message>
            <source>Note: {title}</source>
            <translation>Anteckning: {title}</translation>
        </message>
        <message>
            <source>Note for the record</source>
            <translation>Anteckning till journalen</translation>
        </message>
        <message>
            <source>To find out. It stays among what is missing; go on meanwhile.</source>
            <translation>Att ta reda på. Det står kvar bland det som saknas; gå vidare under tiden.</translation>
        </message>
        <message>
            <source>Open: {title}</source>
            <translation>Öppna: {title}</translation>
        </message>
        <message>
            <source>Fold: {title}</source>
            <translation>Fäll ihop: {title}</translation>
        </message>
        <message>
            <source>Write a figure, such as 2 or 1,5. Nothing was changed.</source>
            <translation>Skriv en siffra, till exempel 2 eller 1,5. Inget ändrades.</translation>
        </message>
    </context>
    <context>
        <name>DecisionPage</name>
        <message>
            <source>Decision</source>
            <translation>Beslut</translation>
        </message>
        <message>
            <source>Your decision</source>
            <translation>Ditt beslut</translation>
        </message>
        <message>
            <source>R&amp;eason</source>
            <translation>&amp;Motivering</translation>
        </message>
        <message>
            <source>You decide against a rule. A second clinician co-signs with name and password.</source>
            <translation>Du beslutar mot en regel. En andra behandlare medsignerar med användarnamn och lösenord.</translation>
        </message>
        <message>
            <source>Co-signer's user name</source>
            <translation>Medsignerarens användarnamn</translation>
        </message>
        <message>
            <source>Co-signer's password</source>
            <translation>Medsignerarens lösenord</translation>
        </message>
        <message>
            <source>{name} met the patient {day}</source>
            <translation>{name} träffade patienten {day}</translation>
        </message>
        <message>
            <source>No visit is recorded</source>
            <translation>Inget besök är registrerat</translation>
        </message>
        <message>
            <source>Acute: no program can be assigned.</source>
            <translation>Akut: inget program kan tilldelas.</translation>
        </message>
        <message>
            <source>Proposal: not suitable.</source>
            <translation>Förslag: inte lämplig.</translation>
        </message>
        <message>
            <source>Proposal: suitable, with a judgement.</source>
            <translation>Förslag: lämplig, med skriven bedömning.</translation>
        </message>
        <message>
            <source>Proposal: wait, facts are missing.</source>
            <translation>Förslag: vänta, uppgifter saknas.</translation>
        </message>
        <message>
            <source>Proposal: suitable, with a point to watch.</source>
            <translation>Förslag: lämplig, med observandum.</translation>
        </message>
        <message>
            <source>Proposal: suitable.</source>
            <translation>Förslag: lämplig.</translation>
        </message>
        <message>
            <source>Proposal: write the judgements first.</source>
            <translation>Förslag: skriv bedömningarna först.</translation>
        </message>
        <message>
            <source>The rules propose, you decide. They are kept as they are today, version {version}.</source>
            <translation>Reglerna föreslår, du beslutar. De sparas som de är idag, version {version}.</translation>
        </message>
        <message>
            <source>Danger to life: call 112</source>
            <translation>Akut fara för liv: ring 112</translation>
        </message>
        <message>
            <source>The patient is acutely suicidal. Assignment is locked.</source>
            <translation>Patienten är akut suicidnära. Tilldelning är låst.</translation>
        </message>
        <message>
            <source>A flag stands open.</source>
            <translation>En flagga är öppen.</translation>
        </message>
        <message>
            <source>The in-depth assessment comes first.</source>
            <translation>Den fördjupade bedömningen görs först.</translation>
        </message>
        <message>
            <source>Speaks for</source>
            <translation>Talar för</translation>
        </message>
        <message>
            <source>Speaks against</source>
            <translation>Talar emot</translation>
        </message>
        <message>
            <source>Missing</source>
            <translation>Saknas</translation>
        </message>
        <message>
            <source>All seven inclusion criteria are met</source>
            <translation>Alla sju inklusionskriterier är uppfyllda</translation>
        </message>
        <message>
            <source>None of the exclusion criteria hinders</source>
            <translation>Inget exklusionskriterium hindrar</translation>
        </message>
        <message>
            <source>{text} is not read</source>
            <translation>{text} är inte läst</translation>
        </message>
        <message>
            <source>Open the text. Then you can sign.</source>
            <translation>Öppna texten. Sedan kan du signera.</translation>
        </message>
        <message>
            <source>To find out. {page}</source>
            <translation>Att ta reda på. {page}</translation>
        </message>
        <message numerus="yes">
            <source>%n text(s) (is|are) written</source>
            <translation>
                <numerusform>%n text är skriven</numerusform>
                <numerusform>%n texter är skrivna</numerusform>
            </translation>
        </message>
        <message>
            <source>The texts</source>
            <translation>Texterna</translation>
        </message>
        <message>
            <source>They are written when you have chosen a decision.</source>
            <translation>De skrivs när du har valt ett beslut.</translation>
        </message>
        <message>
            <source>Read</source>
            <translation>Läst</translation>
        </message>
        <message>
            <source>To read</source>
            <translation>Läs</translation>
        </message>
        <message>
            <source>The decision is signed {when}.</source>
            <translation>Beslutet är signerat {when}.</translation>
        </message>
        <message>
            <source>The texts lie in the outbox until they are filed.</source>
            <translation>Texterna ligger under Att föra in tills de är införda.</translation>
        </message>
        <message>
            <source>Sign &amp;decision</source>
            <translation>Signera &amp;beslut</translation>
        </message>
        <message>
            <source>The co-signer fills this in.</source>
            <translation>Medsigneraren fyller i det här.</translation>
        </message>
        <message>
            <source>A second clinician has to co-sign.</source>
            <translation>En andra behandlare behöver medsignera.</translation>
        </message>
        <message>
            <source>The co-signer must be another person than you.</source>
            <translation>Medsigneraren ska vara en annan person än du.</translation>
        </message>
        <message>
            <source>On acute risk the decision cannot be suitable.</source>
            <translation>Vid akut risk kan beslutet inte bli lämplig.</translation>
        </message>
        <message>
            <source>The co-signer has a one-time password. Sign in once and choose your own first.</source>
            <translation>Medsigneraren har ett engångslösenord. Logga in en gång och välj ett eget först.</translation>
        </message>
        <message>
            <source>No program is chosen.</source>
            <translation>Inget program är valt.</translation>
        </message>
    </context>
    <context>
        <name>FoldingCard</name>
        <message>
            <source>Change</source>
            <translation>Ändra</translation>
        </message>
        <message>
            <source>Hide</source>
            <translation>Dölj</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Visa</translation>
        </message>
    </context>
    <context>
        <name>MedicineCard</name>
        <message>
            <source>Medicine {number}</source>
            <translation>Läkemedel {number}</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Ta bort</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Slag</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Namn</translation>
        </message>
        <message>
            <source>Choose</source>
            <translation>Välj</translation>
        </message>
        <message>
            <source>Used frequently?</source>
            <translation>Används frekvent?</translation>
        </message>
        <message>
            <source>Contraindicated to the treatment?</source>
            <translation>Kontraindicerat till behandlingen?</translation>
        </message>
        <message>
            <source>Clearly disturbs sleep?</source>
            <translation>Påverkar tydligt sömnen?</translation>
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
            <source>No number is set. Daily use is the publisher's example.</source>
            <translation>Ingen gräns är satt. Utgivarens exempel är dagligt bruk.</translation>
        </message>
        <message>
            <source>Choose the kind; the name and the questions follow.</source>
            <translation>Välj slag, sedan kommer namn och frågor.</translation>
        </message>
        <message>
            <source>The outcome differs between programs. Choose the program to see it.</source>
            <translation>Utfallet skiljer sig mellan programmen. Välj program för att se det.</translation>
        </message>
        <message>
            <source>Row {row}: {text}</source>
            <translation>Rad {row}: {text}</translation>
        </message>
    </context>
    <context>
        <name>MedicinesPage</name>
        <message>
            <source>Benzodiazepine</source>
            <translation>Bensodiazepin</translation>
        </message>
        <message>
            <source>Z-drug (zolpidem and the like)</source>
            <translation>Z-preparat (t.ex. zolpidem)</translation>
        </message>
        <message>
            <source>Other sleep medicine</source>
            <translation>Annat sömnmedel</translation>
        </message>
        <message>
            <source>Dampens anxiety</source>
            <translation>Dämpar ångest</translation>
        </message>
        <message>
            <source>Lowers blood pressure</source>
            <translation>Sänker blodtryck</translation>
        </message>
        <message>
            <source>None of these</source>
            <translation>Inget av dessa</translation>
        </message>
        <message>
            <source>Medicines</source>
            <translation>Läkemedel</translation>
        </message>
        <message>
            <source>The patient takes &amp;no medicines</source>
            <translation>Patienten tar &amp;inga läkemedel</translation>
        </message>
        <message>
            <source>&amp;Add a medicine</source>
            <translation>&amp;Lägg till läkemedel</translation>
        </message>
        <message>
            <source>What the source says</source>
            <translation>Vad källan säger</translation>
        </message>
        <message>
            <source>Your judgement</source>
            <translation>Din bedömning</translation>
        </message>
        <message>
            <source>Write a few words …</source>
            <translation>Skriv ett par ord …</translation>
        </message>
        <message>
            <source>Your judgement of the medicines</source>
            <translation>Din bedömning av läkemedlen</translation>
        </message>
        <message>
            <source>Judged for an anxiety program with exposure.</source>
            <translation>Bedöms för ett ångestprogram med exponering.</translation>
        </message>
        <message>
            <source>Judged for a sleep program.</source>
            <translation>Bedöms för ett sömnprogram.</translation>
        </message>
        <message>
            <source>Judged for a program without exposure or sleep.</source>
            <translation>Bedöms för ett program utan exponering eller sömnbehandling.</translation>
        </message>
        <message>
            <source>No program is chosen yet; the outcome follows the one finally chosen.</source>
            <translation>Inget program är valt än; utfallet följer det program som till slut väljs.</translation>
        </message>
        <message>
            <source>Remove the medicines first; nothing was changed.</source>
            <translation>Ta bort läkemedlen först; inget ändrades.</translation>
        </message>
    </context>
    <context>
        <name>OutcomeCounts</name>
        <message>
            <source>Outcome so far</source>
            <translation>Utfall hittills</translation>
        </message>
    </context>
    <context>
        <name>ProgramPage</name>
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
            <source>Main measure</source>
            <translation>Huvudmått</translation>
        </message>
        <message>
            <source>Program</source>
            <translation>Program</translation>
        </message>
        <message>
            <source>Which program do you propose? The medicines are judged anew for the choice.</source>
            <translation>Vilket program föreslår du? Läkemedlen bedöms på nytt för valet.</translation>
        </message>
        <message>
            <source>No program fits</source>
            <translation>Inget program passar</translation>
        </message>
        <message>
            <source>About the choice</source>
            <translation>Om valet</translation>
        </message>
        <message>
            <source>Medicines with this choice</source>
            <translation>Läkemedel med det här valet</translation>
        </message>
        <message numerus="yes">
            <source>%n section(s)</source>
            <translation>
                <numerusform>%n avsnitt</numerusform>
                <numerusform>%n avsnitt</numerusform>
            </translation>
        </message>
        <message>
            <source>number of sections not stated</source>
            <translation>antal avsnitt inte angivet</translation>
        </message>
        <message>
            <source>Not suitable</source>
            <translation>Inte lämplig</translation>
        </message>
        <message>
            <source>Fits best</source>
            <translation>Passar bäst</translation>
        </message>
        <message>
            <source>Fits</source>
            <translation>Passar</translation>
        </message>
        <message>
            <source>Does not fit</source>
            <translation>Passar inte</translation>
        </message>
        <message>
            <source>{word}, fits best</source>
            <translation>{word}, passar bäst</translation>
        </message>
        <message>
            <source>None chosen</source>
            <translation>Inget valt</translation>
        </message>
    </context>
    <context>
        <name>QuestionnairesPage</name>
        <message>
            <source>Filled in on paper</source>
            <translation>Ifyllt på papper</translation>
        </message>
        <message>
            <source>Day when the form was filled in</source>
            <translation>Dag då formuläret fylldes i</translation>
        </message>
        <message>
            <source>Total score</source>
            <translation>Summapoäng</translation>
        </message>
        <message>
            <source>Flag</source>
            <translation>Flagga</translation>
        </message>
        <message>
            <source>The wording of the questions is not part of the program. Read it on the paper; the numbers are the same.</source>
            <translation>Frågornas text ingår inte i programmet. Läs av pappersblanketten, numren är desamma.</translation>
        </message>
        <message>
            <source>Key it in once &amp;more as a check</source>
            <translation>&amp;Mata in en gång till som kontroll</translation>
        </message>
        <message>
            <source>&amp;Leave the form out, with a reason …</source>
            <translation>Uteslut &amp;formuläret, med skäl …</translation>
        </message>
        <message>
            <source>A&amp;nother form …</source>
            <translation>Ett &amp;annat formulär …</translation>
        </message>
        <message>
            <source>Why is it left out?</source>
            <translation>Varför utesluts det?</translation>
        </message>
        <message>
            <source>Why the form is left out</source>
            <translation>Varför formuläret utesluts</translation>
        </message>
        <message>
            <source>answer</source>
            <translation>svara</translation>
        </message>
        <message>
            <source>Backspace</source>
            <translation>Backsteg</translation>
        </message>
        <message>
            <source>go back</source>
            <translation>gå tillbaka</translation>
        </message>
        <message>
            <source>Space</source>
            <translation>Blanksteg</translation>
        </message>
        <message>
            <source>skip, counts as missing</source>
            <translation>hoppa över, räknas som saknat</translation>
        </message>
        <message>
            <source>{total} p</source>
            <translation>{total} p</translation>
        </message>
        <message>
            <source>left out</source>
            <translation>uteslutet</translation>
        </message>
        <message>
            <source>begun</source>
            <translation>påbörjat</translation>
        </message>
        <message>
            <source>missing</source>
            <translation>saknas</translation>
        </message>
        <message numerus="yes">
            <source>about the last %n day(s)</source>
            <translation>
                <numerusform>gäller den senaste dagen</numerusform>
                <numerusform>gäller de senaste %n dagarna</numerusform>
            </translation>
        </message>
        <message>
            <source>Last {day}</source>
            <translation>Förra {day}</translation>
        </message>
        <message>
            <source>The day lies ahead. Check the date on the paper.</source>
            <translation>Dagen ligger framåt. Kontrollera datumet på papperet.</translation>
        </message>
        <message>
            <source>Write the day like 2026-10-08.</source>
            <translation>Skriv dagen som 2026-10-08.</translation>
        </message>
        <message>
            <source>Both entries are the same.</source>
            <translation>Båda inmatningarna är lika.</translation>
        </message>
        <message>
            <source>The entries differ on item {items}.</source>
            <translation>Inmatningarna skiljer sig på fråga {items}.</translation>
        </message>
        <message>
            <source>The first entry stands until you choose the second.</source>
            <translation>Den första gäller tills du väljer den andra.</translation>
        </message>
        <message>
            <source>Use the second entry</source>
            <translation>Använd den andra</translation>
        </message>
        <message>
            <source>of {most} p</source>
            <translation>av {most} p</translation>
        </message>
        <message>
            <source>Total {total}</source>
            <translation>Summa {total}</translation>
        </message>
        <message>
            <source>Unchanged since {day}.</source>
            <translation>Oförändrad sedan {day}.</translation>
        </message>
        <message>
            <source>{change} p since {day}.</source>
            <translation>{change} p sedan {day}.</translation>
        </message>
        <message numerus="yes">
            <source>%n answer(s) (is|are) missing.</source>
            <translation>
                <numerusform>%n svar saknas.</numerusform>
                <numerusform>%n svar saknas.</numerusform>
            </translation>
        </message>
        <message>
            <source>All answers are there.</source>
            <translation>Alla svar finns.</translation>
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
            <source>not known</source>
            <translation>okänt</translation>
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
            <source>A flag stands open.</source>
            <translation>En flagga är öppen.</translation>
        </message>
        <message>
            <source>{flag} An in-depth assessment is required before you go on.</source>
            <translation>{flag} Fördjupad bedömning krävs innan du går vidare.</translation>
        </message>
        <message>
            <source>Every clinician and the coordinator see it. Contact is needed today.</source>
            <translation>Flaggan syns nu för alla behandlare och samordnaren. Kontakt behövs idag.</translation>
        </message>
        <message>
            <source>&amp;Go to the in-depth assessment</source>
            <translation>&amp;Gå till fördjupad bedömning</translation>
        </message>
        <message>
            <source>{flag} To follow up today.</source>
            <translation>{flag} Att följa upp idag.</translation>
        </message>
        <message>
            <source>Every clinician and the coordinator see it until it is assessed and signed.</source>
            <translation>Alla behandlare och samordnaren ser det tills det är bedömt och signerat.</translation>
        </message>
        <message>
            <source>Answer the item and move on</source>
            <translation>Svara på frågan och gå vidare</translation>
        </message>
        <message>
            <source>Back to the item before</source>
            <translation>Tillbaka till frågan före</translation>
        </message>
        <message>
            <source>Skip the item; it counts as missing</source>
            <translation>Hoppa över frågan; den räknas som saknad</translation>
        </message>
        <message>
            <source>The total is above {limit}</source>
            <translation>Summan är över {limit}</translation>
        </message>
        <message>
            <source>The total is {limit} or more</source>
            <translation>Summan är {limit} eller mer</translation>
        </message>
        <message>
            <source>The total has risen by {limit} or more</source>
            <translation>Summan har ökat med {limit} eller mer</translation>
        </message>
        <message>
            <source>Item {item} has risen by {limit} or more</source>
            <translation>Fråga {item} har ökat med {limit} eller mer</translation>
        </message>
        <message>
            <source>Item {item} is above {limit}</source>
            <translation>Fråga {item} är över {limit}</translation>
        </message>
        <message>
            <source>Item {item} is {limit} or more</source>
            <translation>Fråga {item} är {limit} eller mer</translation>
        </message>
        <message>
            <source>The total is {value}.</source>
            <translation>Summan är {value}.</translation>
        </message>
        <message>
            <source>Item {item} has risen from {before} to {value}.</source>
            <translation>Fråga {item} har ökat från {before} till {value}.</translation>
        </message>
        <message>
            <source>Item {item} is {value}.</source>
            <translation>Fråga {item} är {value}.</translation>
        </message>
    </context>
    <context>
        <name>ReasonPage</name>
        <message>
            <source>Reason and diagnosis</source>
            <translation>Sökorsak och diagnos</translation>
        </message>
        <message>
            <source>&amp;Reason for contact</source>
            <translation>Sö&amp;korsak</translation>
        </message>
        <message>
            <source>In the patient's words or yours; it begins the record text.</source>
            <translation>Med patientens ord eller dina; journaltexten börjar med det.</translation>
        </message>
        <message>
            <source>Dia&amp;gnosis (ICD-10-SE)</source>
            <translation>&amp;Diagnos (ICD-10-SE)</translation>
        </message>
        <message>
            <source>Search by code or name; Enter chooses the marked one.</source>
            <translation>Sök på kod eller namn; Enter väljer den markerade.</translation>
        </message>
        <message>
            <source>Diagnoses found</source>
            <translation>Diagnoser som hittades</translation>
        </message>
        <message>
            <source>About the diagnosis</source>
            <translation>Om diagnosen</translation>
        </message>
        <message>
            <source>The source's list</source>
            <translation>Källans lista</translation>
        </message>
        <message>
            <source>Chosen: {diagnosis}</source>
            <translation>Vald: {diagnosis}</translation>
        </message>
        <message>
            <source>No diagnosis is chosen yet.</source>
            <translation>Ingen diagnos är vald än.</translation>
        </message>
        <message>
            <source>None chosen</source>
            <translation>Inget valt</translation>
        </message>
        <message>
            <source>It is in the source's list.</source>
            <translation>Den står i källans lista.</translation>
        </message>
        <message>
            <source>It is not in the source's list: a judgement is asked for on Inclusion.</source>
            <translation>Den står inte i källans lista: en bedömning efterfrågas under Inklusion.</translation>
        </message>
        <message>
            <source>Target group of: {programs}</source>
            <translation>Målgrupp för: {programs}</translation>
        </message>
        <message>
            <source>No program names it as its target group.</source>
            <translation>Inget program anger den som målgrupp.</translation>
        </message>
    </context>
    <context>
        <name>RiskPage</name>
        <message>
            <source>No risk case</source>
            <translation>Inget riskärende</translation>
        </message>
        <message>
            <source>No flag has been raised.</source>
            <translation>Ingen flagga har rests.</translation>
        </message>
        <message>
            <source>&amp;Back</source>
            <translation>&amp;Tillbaka</translation>
        </message>
        <message>
            <source>&amp;Sign assessment</source>
            <translation>Si&amp;gnera bedömning</translation>
        </message>
        <message>
            <source>Sign the assessment</source>
            <translation>Signera bedömningen</translation>
        </message>
        <message>
            <source>Next field; headings fold when they are done</source>
            <translation>Nästa fält; rubriker fälls ihop när de är klara</translation>
        </message>
        <message>
            <source>The risk assessment is signed. The case is closed.</source>
            <translation>Riskbedömningen är signerad. Ärendet är stängt.</translation>
        </message>
    </context>
    <context>
        <name>RiskPanel</name>
        <message>
            <source>In-depth assessment</source>
            <translation>Fördjupad bedömning</translation>
        </message>
        <message>
            <source>{number} of {total}</source>
            <translation>{number} av {total}</translation>
        </message>
        <message>
            <source>What was asked and answered</source>
            <translation>Vad som frågats och svarats</translation>
        </message>
        <message>
            <source>Thoughts, wishes, plans, preparations, attempts, means at hand.</source>
            <translation>Tankar, önskan, planer, förberedelser, försök, medel till hands.</translation>
        </message>
        <message>
            <source>Gone through, none applies</source>
            <translation>Genomgånget, inget stämmer</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Anteckning</translation>
        </message>
        <message>
            <source>What the ratings say</source>
            <translation>Vad skattningarna säger</translation>
        </message>
        <message>
            <source>Take over the answers that raised the flag</source>
            <translation>Hämta svaren som reste flaggan</translation>
        </message>
        <message>
            <source>Suicide risk just now</source>
            <translation>Suicidrisk just nu</translation>
        </message>
        <message>
            <source>Next contact</source>
            <translation>Nästa kontakt</translation>
        </message>
        <message>
            <source>Who is informed</source>
            <translation>Vem är informerad</translation>
        </message>
        <message>
            <source>Plan</source>
            <translation>Plan</translation>
        </message>
        <message>
            <source>What has been done now</source>
            <translation>Vad som är gjort nu</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>Vem</translation>
        </message>
        <message>
            <source>When</source>
            <translation>När</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Vad</translation>
        </message>
        <message>
            <source>Earlier cases</source>
            <translation>Tidigare ärenden</translation>
        </message>
        <message>
            <source>Safety plan</source>
            <translation>Säkerhetsplan</translation>
        </message>
        <message>
            <source>Make PDF of the assessment</source>
            <translation>Gör PDF av bedömningen</translation>
        </message>
        <message>
            <source>To close</source>
            <translation>För att stänga</translation>
        </message>
        <message>
            <source>Make PDF</source>
            <translation>Gör PDF</translation>
        </message>
        <message>
            <source>Record KVÅ {code} (proposed)</source>
            <translation>Registrera KVÅ {code} (förslag)</translation>
        </message>
        <message>
            <source>Opened by a mistyped form …</source>
            <translation>Öppnad av felinmatat formulär …</translation>
        </message>
        <message>
            <source>What was mistyped?</source>
            <translation>Vad blev felinmatat?</translation>
        </message>
        <message>
            <source>Close as a mistake</source>
            <translation>Stäng som misstag</translation>
        </message>
        <message>
            <source>Was due {when}</source>
            <translation>Tidsgräns {when} passerad</translation>
        </message>
        <message>
            <source>Deadline {when}</source>
            <translation>Tidsgräns {when}</translation>
        </message>
        <message>
            <source>Every answer behind the flag is corrected.</source>
            <translation>Alla svar bakom flaggan är rättade.</translation>
        </message>
        <message>
            <source>The flag stays open until level, plan, next contact and signature are there.</source>
            <translation>Flaggan är öppen tills nivå, plan, nästa kontakt och signatur finns.</translation>
        </message>
        <message>
            <source>Raised in talk, {when}.</source>
            <translation>Rest i samtal, {when}.</translation>
        </message>
        <message>
            <source>Raised by {form}: the total is {value}{before}.</source>
            <translation>Utlöst av {form}: summan är {value}{before}.</translation>
        </message>
        <message>
            <source>Raised by {form}: item {item} has risen from {previous} to {value}.</source>
            <translation>Utlöst av {form}: fråga {item} har ökat från {previous} till {value}.</translation>
        </message>
        <message>
            <source>Raised by {form}: item {item} is {value}{before}.</source>
            <translation>Utlöst av {form}: fråga {item} är {value}{before}.</translation>
        </message>
        <message>
            <source> (was {previous})</source>
            <translation> (var {previous})</translation>
        </message>
        <message>
            <source>the word that was raised in talk is taken back.</source>
            <translation>uppgiften från samtalet är återtagen.</translation>
        </message>
        <message>
            <source>{form}, the total was {value}.</source>
            <translation>{form}, summan var {value}.</translation>
        </message>
        <message>
            <source>{form}, item {item} was {value}.</source>
            <translation>{form}, fråga {item} var {value}.</translation>
        </message>
        <message>
            <source>The flag came after 16:00.</source>
            <translation>Flaggan kom efter klockan 16.</translation>
        </message>
        <message>
            <source>The flag came on a weekend.</source>
            <translation>Flaggan kom på en helg.</translation>
        </message>
        <message>
            <source>The flag came on a public holiday.</source>
            <translation>Flaggan kom på en helgdag.</translation>
        </message>
        <message>
            <source>Contact is to be taken the same day all the same. Is the patient not reached: {unit} {phone}, or 112.</source>
            <translation>Kontakt ska ändå tas samma dag. Nås inte patienten: {unit} {phone}, eller 112.</translation>
        </message>
        <message>
            <source>Corrected {when}: {flag}</source>
            <translation>Rättat {when}: {flag}</translation>
        </message>
        <message>
            <source>A new flag has joined the case.</source>
            <translation>En ny flagga har kommit till ärendet.</translation>
        </message>
        <message>
            <source>Danger to life: call 112. {unit} {phone}</source>
            <translation>Akut fara för liv: ring 112. {unit} {phone}</translation>
        </message>
        <message>
            <source>No program can be assigned. Note who did what, and when.</source>
            <translation>Inget program kan tilldelas. Skriv vem som gjorde vad, och när.</translation>
        </message>
        <message>
            <source>none applies</source>
            <translation>inget stämmer</translation>
        </message>
        <message>
            <source>{count} of {total}: {listed}</source>
            <translation>{count} av {total} markerade: {listed}</translation>
        </message>
        <message>
            <source>Danger to life: call 112</source>
            <translation>Akut fara för liv: ring 112</translation>
        </message>
        <message>
            <source>Version {version}, written {when}</source>
            <translation>Version {version}, skriven {when}</translation>
        </message>
        <message>
            <source>Not written yet</source>
            <translation>Inte skriven än</translation>
        </message>
        <message>
            <source>&amp;Open</source>
            <translation>Ö&amp;ppna</translation>
        </message>
        <message>
            <source>&amp;Write</source>
            <translation>Skri&amp;v</translation>
        </message>
        <message>
            <source>Open the safety plan</source>
            <translation>Öppna säkerhetsplanen</translation>
        </message>
        <message>
            <source>Write the safety plan</source>
            <translation>Skriv säkerhetsplanen</translation>
        </message>
        <message>
            <source>The PDF of the assessment lies in the outbox.</source>
            <translation>Bedömningen ligger som PDF i Att föra in.</translation>
        </message>
        <message>
            <source>The assessment is not a document yet.</source>
            <translation>Bedömningen är inte ett dokument än.</translation>
        </message>
        <message>
            <source>missing</source>
            <translation>saknas</translation>
        </message>
        <message>
            <source>mistake</source>
            <translation>felregistrering</translation>
        </message>
        <message>
            <source>Earlier case: {case}</source>
            <translation>Tidigare ärende: {case}</translation>
        </message>
        <message>
            <source>The assessment is signed {when} by {name}.</source>
            <translation>Bedömningen är signerad {when} av {name}.</translation>
        </message>
        <message>
            <source>A signed assessment is never changed.</source>
            <translation>En signerad bedömning ändras aldrig.</translation>
        </message>
        <message>
            <source>Closed as a mistake {when} by {name}.</source>
            <translation>Stängd som misstag {when} av {name}.</translation>
        </message>
        <message>
            <source>plan</source>
            <translation>plan</translation>
        </message>
        <message>
            <source>informed</source>
            <translation>informerad</translation>
        </message>
        <message>
            <source>level</source>
            <translation>nivå</translation>
        </message>
        <message>
            <source>action</source>
            <translation>åtgärd</translation>
        </message>
        <message>
            <source>next contact</source>
            <translation>nästa kontakt</translation>
        </message>
        <message>
            <source>Write day and time, such as 2026-10-09 10:00.</source>
            <translation>Skriv dag och tid, till exempel 2026-10-09 10:00.</translation>
        </message>
        <message>
            <source>The time has passed. Write a time that lies ahead.</source>
            <translation>Tiden har passerat. Skriv en tid som ligger framåt.</translation>
        </message>
        <message>
            <source>Making PDF …</source>
            <translation>Gör PDF …</translation>
        </message>
        <message>
            <source>The PDF of the plan lies in the outbox.</source>
            <translation>Planens PDF ligger under Att föra in.</translation>
        </message>
        <message>
            <source>The plan does not fit on one A4.</source>
            <translation>Planen får inte plats på ett A4.</translation>
        </message>
        <message>
            <source>Shorten the longest heading, save a new version and try again.</source>
            <translation>Korta den längsta rubriken, spara en ny version och försök igen.</translation>
        </message>
        <message>
            <source>Write what was mistyped.</source>
            <translation>Skriv vad som blev felinmatat.</translation>
        </message>
    </context>
    <context>
        <name>SafetyPlan</name>
        <message>
            <source>How I notice that it gets harder</source>
            <translation>Så märker jag att det blir svårare</translation>
        </message>
        <message>
            <source>What I can do myself</source>
            <translation>Det här kan jag göra själv</translation>
        </message>
        <message>
            <source>People and places that take my mind off it</source>
            <translation>Personer och platser som får mig att tänka på annat</translation>
        </message>
        <message>
            <source>People I can ask for help</source>
            <translation>Personer jag kan be om hjälp</translation>
        </message>
        <message>
            <source>Care I can contact</source>
            <translation>Vård jag kan kontakta</translation>
        </message>
        <message>
            <source>How I make it safer around me</source>
            <translation>Så gör jag det tryggare omkring mig</translation>
        </message>
        <message>
            <source>What matters to me</source>
            <translation>Det som är viktigt för mig</translation>
        </message>
    </context>
    <context>
        <name>SafetyPlanCard</name>
        <message>
            <source>Safety plan</source>
            <translation>Säkerhetsplan</translation>
        </message>
        <message>
            <source>In the patient's own words. Saving makes a new version; the old ones stay.</source>
            <translation>Med patientens egna ord. Varje sparad plan blir en ny version; de gamla finns kvar.</translation>
        </message>
        <message>
            <source>Read</source>
            <translation>Läs</translation>
        </message>
        <message>
            <source>Save this &amp;version</source>
            <translation>Spara &amp;versionen</translation>
        </message>
        <message>
            <source>Close, keep the draft</source>
            <translation>Stäng, behåll utkastet</translation>
        </message>
        <message>
            <source>The version being written</source>
            <translation>Versionen som skrivs nu</translation>
        </message>
        <message>
            <source>Version {version}, {day}, {name}</source>
            <translation>Version {version}, {day}, {name}</translation>
        </message>
    </context>
    <context>
        <name>ScreeningWizard</name>
        <message>
            <source>Open the &amp;patient</source>
            <translation>Öppna &amp;patienten</translation>
        </message>
        <message>
            <source>This assessment is under way.</source>
            <translation>Bedömningen pågår.</translation>
        </message>
        <message>
            <source>Clinicians write it. The decision stands with the patient as soon as it is signed.</source>
            <translation>Behandlare skriver den. Beslutet finns hos patienten så snart det är signerat.</translation>
        </message>
        <message>
            <source>Assessment</source>
            <translation>Bedömning</translation>
        </message>
        <message>
            <source>Everything is saved while you write.</source>
            <translation>Allt sparas medan du skriver.</translation>
        </message>
        <message>
            <source>&amp;Back</source>
            <translation>&amp;Tillbaka</translation>
        </message>
        <message>
            <source>&amp;Save and continue later</source>
            <translation>&amp;Spara och fortsätt senare</translation>
        </message>
        <message>
            <source>On, or sign on the last page</source>
            <translation>Vidare, eller signera på sista sidan</translation>
        </message>
        <message>
            <source>Between the rail, the page and the pane</source>
            <translation>Mellan steglistan, sidan och sidopanelen</translation>
        </message>
        <message>
            <source>The assessment is saved. Continue it from To do.</source>
            <translation>Bedömningen är sparad. Fortsätt den från Att göra.</translation>
        </message>
        <message>
            <source>The rules: version {version}.</source>
            <translation>Reglerna: version {version}.</translation>
        </message>
        <message>
            <source>{program}: version {version}.</source>
            <translation>{program}: version {version}.</translation>
        </message>
        <message>
            <source>{program} is out of use. Choose another program.</source>
            <translation>{program} är ur bruk. Välj ett annat program.</translation>
        </message>
        <message>
            <source>Something else holds now. Your answers are kept and judged anew.</source>
            <translation>Något annat gäller nu. Svaren är kvar och bedömda på nytt.</translation>
        </message>
        <message>
            <source>Step {number} of {total}: {name}</source>
            <translation>Steg {number} av {total}: {name}</translation>
        </message>
        <message>
            <source>Acutely suicidal: yes. The signed assessment says otherwise.</source>
            <translation>Akut suicidnära: ja. Den signerade bedömningen säger något annat.</translation>
        </message>
        <message>
            <source>Change the answer, or assess anew if it is acute now.</source>
            <translation>Ändra svaret, eller bedöm på nytt om det är akut nu.</translation>
        </message>
        <message>
            <source>&amp;Go to the in-depth assessment</source>
            <translation>&amp;Gå till fördjupad bedömning</translation>
        </message>
        <message>
            <source>Danger to life: call 112</source>
            <translation>Akut fara för liv: ring 112</translation>
        </message>
        <message>
            <source>Contact is needed today.</source>
            <translation>Behöver kontakt idag.</translation>
        </message>
        <message>
            <source>An in-depth assessment is required before you go on.</source>
            <translation>Fördjupad bedömning krävs innan du går vidare.</translation>
        </message>
        <message>
            <source>Locked: acute risk</source>
            <translation>Låst: akut risk</translation>
        </message>
        <message>
            <source>Locked until risk is assessed</source>
            <translation>Låst tills risk är bedömd</translation>
        </message>
        <message>
            <source>Not begun</source>
            <translation>Inte påbörjad</translation>
        </message>
        <message>
            <source>{answered} of {asked} answered</source>
            <translation>{answered} av {asked} besvarade</translation>
        </message>
        <message>
            <source>{answered} of {asked}, judge</source>
            <translation>{answered} av {asked}, bedöm</translation>
        </message>
        <message>
            <source>{done} of {asked} done</source>
            <translation>{done} av {asked} klara</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Inga</translation>
        </message>
        <message numerus="yes">
            <source>%n medicine(s)</source>
            <translation>
                <numerusform>%n läkemedel</numerusform>
                <numerusform>%n läkemedel</numerusform>
            </translation>
        </message>
        <message>
            <source>{names}: the program decides</source>
            <translation>{names}: programmet avgör</translation>
        </message>
        <message>
            <source>{answered} of {asked} forms</source>
            <translation>{answered} av {asked} formulär</translation>
        </message>
        <message>
            <source>Contradicted by an answer</source>
            <translation>Motsägs av ett svar</translation>
        </message>
        <message>
            <source>Under way, {when}</source>
            <translation>Pågår, {when}</translation>
        </message>
        <message>
            <source>Required, {when}</source>
            <translation>Krävs, {when}</translation>
        </message>
        <message>
            <source>today</source>
            <translation>idag</translation>
        </message>
        <message>
            <source>Acute</source>
            <translation>Akut</translation>
        </message>
        <message>
            <source>To follow up, {when}</source>
            <translation>Att följa upp, {when}</translation>
        </message>
        <message>
            <source>{level}, plan is there</source>
            <translation>{level}, plan finns</translation>
        </message>
        <message>
            <source>No flag</source>
            <translation>Ingen flagga</translation>
        </message>
        <message>
            <source>No program fits</source>
            <translation>Inget program passar</translation>
        </message>
        <message>
            <source>{decision}, signed</source>
            <translation>{decision}, signerat</translation>
        </message>
        <message>
            <source>&amp;Assign program</source>
            <translation>Till&amp;dela program</translation>
        </message>
        <message>
            <source>&amp;Next: {step}</source>
            <translation>&amp;Nästa: {step}</translation>
        </message>
        <message>
            <source>&amp;Next anyway</source>
            <translation>&amp;Nästa ändå</translation>
        </message>
        <message>
            <source>&amp;Next</source>
            <translation>&amp;Nästa</translation>
        </message>
        <message>
            <source>The risk assessment is signed. The case is closed.</source>
            <translation>Riskbedömningen är signerad. Ärendet är stängt.</translation>
        </message>
        <message>
            <source>Signing …</source>
            <translation>Signerar …</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>Ja</translation>
        </message>
        <message>
            <source>No</source>
            <translation>Nej</translation>
        </message>
    </context>
    <context>
        <name>ScreeningWords</name>
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
            <source>Assessment visit</source>
            <translation>Bedömningssamtal</translation>
        </message>
        <message>
            <source>Reason and diagnosis</source>
            <translation>Sökorsak och diagnos</translation>
        </message>
        <message>
            <source>Inclusion</source>
            <translation>Inklusion</translation>
        </message>
        <message>
            <source>Exclusion</source>
            <translation>Exklusion</translation>
        </message>
        <message>
            <source>Medicines</source>
            <translation>Läkemedel</translation>
        </message>
        <message>
            <source>Ratings</source>
            <translation>Skattningar</translation>
        </message>
        <message>
            <source>Risk</source>
            <translation>Risk</translation>
        </message>
        <message>
            <source>Program</source>
            <translation>Program</translation>
        </message>
        <message>
            <source>Decision and signature</source>
            <translation>Beslut och signatur</translation>
        </message>
        <message>
            <source>Referral</source>
            <translation>Remiss</translation>
        </message>
        <message>
            <source>Talk</source>
            <translation>Samtal</translation>
        </message>
        <message>
            <source>Rating</source>
            <translation>Skattning</translation>
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
            <translation>Vänta på uppgift</translation>
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
            <source>the date of the visit</source>
            <translation>besökets datum</translation>
        </message>
        <message>
            <source>who met the patient</source>
            <translation>vem som träffade patienten</translation>
        </message>
        <message>
            <source>the reason for contact</source>
            <translation>sökorsak</translation>
        </message>
        <message>
            <source>the diagnosis</source>
            <translation>diagnos</translation>
        </message>
        <message>
            <source>the program</source>
            <translation>program</translation>
        </message>
        <message>
            <source>your decision</source>
            <translation>ditt beslut</translation>
        </message>
        <message>
            <source>the reason of the decision</source>
            <translation>motivering</translation>
        </message>
        <message>
            <source>the in-depth assessment</source>
            <translation>fördjupad bedömning</translation>
        </message>
        <message>
            <source>an answer that agrees with the assessment</source>
            <translation>ett svar som stämmer med bedömningen</translation>
        </message>
        <message>
            <source>who has acted</source>
            <translation>vem som har agerat</translation>
        </message>
        <message>
            <source>when it was done</source>
            <translation>när det gjordes</translation>
        </message>
        <message>
            <source>what has been done</source>
            <translation>vad som är gjort</translation>
        </message>
        <message>
            <source>the questions</source>
            <translation>frågorna</translation>
        </message>
        <message>
            <source>the risk factors</source>
            <translation>riskfaktorerna</translation>
        </message>
        <message>
            <source>the protective factors</source>
            <translation>skyddsfaktorerna</translation>
        </message>
        <message>
            <source>the rating scales</source>
            <translation>skattningsskalorna</translation>
        </message>
        <message>
            <source>the level</source>
            <translation>nivå</translation>
        </message>
        <message>
            <source>the plan</source>
            <translation>plan</translation>
        </message>
        <message>
            <source>who is informed</source>
            <translation>vem som är informerad</translation>
        </message>
        <message>
            <source>the next contact</source>
            <translation>nästa kontakt</translation>
        </message>
        <message>
            <source>your signature</source>
            <translation>din signatur</translation>
        </message>
        <message>
            <source>the note of what was done</source>
            <translation>anteckning om vad som är gjort</translation>
        </message>
        <message>
            <source>something in the safety plan</source>
            <translation>något i säkerhetsplanen</translation>
        </message>
        <message>
            <source>No hindrance</source>
            <translation>Inget hinder</translation>
        </message>
        <message>
            <source>a judgement: {title}</source>
            <translation>bedömning: {title}</translation>
        </message>
        <message>
            <source>an answer on medicine {number}</source>
            <translation>svar om läkemedel {number}</translation>
        </message>
        <message>
            <source>{text}, to be read</source>
            <translation>läsning av {text}</translation>
        </message>
        <message>
            <source>Missing: {what}</source>
            <translation>Saknas: {what}</translation>
        </message>
        <message numerus="yes">
            <source>%n thing(s) (is|are) missing</source>
            <translation>
                <numerusform>%n uppgift saknas</numerusform>
                <numerusform>%n uppgifter saknas</numerusform>
            </translation>
        </message>
        <message>
            <source>today</source>
            <translation>idag</translation>
        </message>
        <message>
            <source>yesterday</source>
            <translation>igår</translation>
        </message>
        <message>
            <source>tomorrow</source>
            <translation>imorgon</translation>
        </message>
    </context>
    <context>
        <name>TakenPage</name>
        <message>
            <source>&amp;Back</source>
            <translation>&amp;Tillbaka</translation>
        </message>
        <message>
            <source>Decision as it was taken</source>
            <translation>Beslut som det togs</translation>
        </message>
        <message>
            <source>Show the &amp;PDF</source>
            <translation>Visa &amp;PDF</translation>
        </message>
        <message>
            <source>E&amp;xport PDF</source>
            <translation>E&amp;xportera PDF</translation>
        </message>
        <message>
            <source>Read only: kept as it was signed</source>
            <translation>Bara läsning: bevarat som det signerades</translation>
        </message>
        <message>
            <source>Export the decision as one PDF</source>
            <translation>Exportera beslutet som en PDF</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Tillbaka</translation>
        </message>
        <message>
            <source>Decision as it was taken: {decision}</source>
            <translation>Beslut som det togs: {decision}</translation>
        </message>
        <message>
            <source>The rules proposed</source>
            <translation>Reglernas förslag</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motivering</translation>
        </message>
        <message>
            <source>Signed</source>
            <translation>Signerat</translation>
        </message>
        <message>
            <source>Against the rule</source>
            <translation>Emot regeln</translation>
        </message>
        <message>
            <source>Co-signed by</source>
            <translation>Medsignerat av</translation>
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
            <source>{program}, version {version}</source>
            <translation>{program}, version {version}</translation>
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
            <source>Self-referral</source>
            <translation>Egen vårdbegäran</translation>
        </message>
        <message>
            <source>Referral</source>
            <translation>Remiss</translation>
        </message>
        <message>
            <source>Question asked</source>
            <translation>Frågeställning</translation>
        </message>
        <message>
            <source>The patient then</source>
            <translation>Patienten då</translation>
        </message>
        <message>
            <source>age unknown</source>
            <translation>ålder ej känd</translation>
        </message>
        <message>
            <source>{age} years</source>
            <translation>{age} år</translation>
        </message>
        <message>
            <source>What spoke against, or asked for a judgement</source>
            <translation>Talade emot eller krävde bedömning</translation>
        </message>
        <message>
            <source>Nothing.</source>
            <translation>Inget.</translation>
        </message>
        <message>
            <source>What spoke for</source>
            <translation>Talade för</translation>
        </message>
        <message>
            <source>The rules, as they were judged</source>
            <translation>Reglerna som de bedömdes</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Svar</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Anteckning</translation>
        </message>
        <message>
            <source>The clinician's judgement</source>
            <translation>Behandlarens bedömning</translation>
        </message>
        <message>
            <source>Override</source>
            <translation>Undantag</translation>
        </message>
        <message>
            <source>The decision went against the rule, co-signed by {name}.</source>
            <translation>Beslutet gick emot regeln, medsignerat av {name}.</translation>
        </message>
        <message>
            <source>”{line}” Source: {source}, updated {day}</source>
            <translation>”{line}” Källa: {source}, uppdaterad {day}</translation>
        </message>
        <message>
            <source>Ratings of that day</source>
            <translation>Skattningar den dagen</translation>
        </message>
        <message>
            <source>{form} was not filled in: {reason}</source>
            <translation>{form} fylldes inte i: {reason}</translation>
        </message>
        <message>
            <source>No ratings.</source>
            <translation>Inga skattningar.</translation>
        </message>
        <message>
            <source>Risk</source>
            <translation>Risk</translation>
        </message>
        <message>
            <source>{form}, version {version} of the form</source>
            <translation>{form}, formulärets version {version}</translation>
        </message>
        <message>
            <source>With the rules of today (not part of the decision)</source>
            <translation>Med dagens regler (hör inte till beslutet)</translation>
        </message>
        <message>
            <source>The answers cannot be judged today: a program or form is gone since.</source>
            <translation>Svaren kan inte bedömas i dag: ett program eller formulär finns inte längre.</translation>
        </message>
        <message>
            <source>Criteria version {version} would judge these answers otherwise. The decision stands as it was taken.</source>
            <translation>Kriterier version {version} skulle bedöma svaren annorlunda. Beslutet står kvar som det togs.</translation>
        </message>
        <message>
            <source>{rule}  {title}: then {then}, today {now}. {text}</source>
            <translation>{rule}  {title}: då {then}, i dag {now}. {text}</translation>
        </message>
        <message>
            <source>Making the PDF …</source>
            <translation>Gör PDF …</translation>
        </message>
        <message>
            <source>The decision waits in the outbox as one PDF.</source>
            <translation>Beslutet väntar i utkorgen som en PDF.</translation>
        </message>
    </context>
    <context>
        <name>TakenWords</name>
        <message>
            <source>Yes: every criterion was met and nothing hindered.</source>
            <translation>Ja: alla kriterier var uppfyllda och inget talade emot.</translation>
        </message>
        <message>
            <source>Yes: what asked for a judgement was judged not to hinder ({rules}).</source>
            <translation>Ja: det som krävde en bedömning bedömdes inte hindra ({rules}).</translation>
        </message>
        <message>
            <source>Yes, although the rule said no ({rules}): the decision went against it with a reason and a co-signature.</source>
            <translation>Ja, trots att regeln sade nej ({rules}): beslutet gick emot den med motivering och medsignatur.</translation>
        </message>
        <message>
            <source>No: acute ({rules}).</source>
            <translation>Nej: akut ({rules}).</translation>
        </message>
        <message>
            <source>No: {rules}.</source>
            <translation>Nej: {rules}.</translation>
        </message>
        <message>
            <source>No: no rule said no; the clinician judged that the treatment did not suit.</source>
            <translation>Nej: ingen regel sade nej; behandlaren bedömde att behandlingen inte passade.</translation>
        </message>
        <message>
            <source>Wait: facts were still missing about {rules}.</source>
            <translation>Vänta: det återstod att få besked om {rules}.</translation>
        </message>
        <message>
            <source>Wait: the clinician judged that the decision should wait.</source>
            <translation>Vänta: behandlaren bedömde att beslutet skulle vänta.</translation>
        </message>
        <message>
            <source>acute</source>
            <translation>akut</translation>
        </message>
        <message>
            <source>not acute</source>
            <translation>inte akut</translation>
        </message>
        <message>
            <source>frequently</source>
            <translation>frekvent</translation>
        </message>
        <message>
            <source>now and then</source>
            <translation>enstaka gånger</translation>
        </message>
        <message>
            <source>contraindicated</source>
            <translation>kontraindicerat</translation>
        </message>
        <message>
            <source>disturbs sleep</source>
            <translation>stör sömnen</translation>
        </message>
        <message>
            <source>Judged</source>
            <translation>Bedömt</translation>
        </message>
        <message>
            <source>unclear, to find out since {day}</source>
            <translation>oklart, att ta reda på sedan {day}</translation>
        </message>
        <message>
            <source>not answered</source>
            <translation>inte besvarat</translation>
        </message>
        <message>
            <source>In-depth assessment, signed: {level}</source>
            <translation>Fördjupad bedömning, signerad: {level}</translation>
        </message>
        <message>
            <source>Diagnosis: {diagnosis} ({source})</source>
            <translation>Diagnos: {diagnosis} ({source})</translation>
        </message>
        <message>
            <source>Program: {program}</source>
            <translation>Program: {program}</translation>
        </message>
        <message>
            <source>none</source>
            <translation>inget</translation>
        </message>
        <message>
            <source>source not given</source>
            <translation>källa ej angiven</translation>
        </message>
        <message>
            <source>{figure} h a week</source>
            <translation>{figure} h i veckan</translation>
        </message>
        <message>
            <source>{figure} min at a stretch</source>
            <translation>{figure} min i sträck</translation>
        </message>
        <message>
            <source>no medicines</source>
            <translation>inga läkemedel</translation>
        </message>
        <message>
            <source>incomplete, no total</source>
            <translation>ofullständig, ingen summa</translation>
        </message>
        <message>
            <source>{total} p</source>
            <translation>{total} p</translation>
        </message>
        <message>
            <source>{total} p of {highest}</source>
            <translation>{total} p av {highest}</translation>
        </message>
        <message>
            <source>guidance level {level}</source>
            <translation>vägledande nivå {level}</translation>
        </message>
        <message>
            <source>level {level}</source>
            <translation>nivå {level}</translation>
        </message>
        <message>
            <source>before that {total} p on {day}</source>
            <translation>dessförinnan {total} p {day}</translation>
        </message>
    </context>
    <context>
        <name>TextEditor</name>
        <message>
            <source>Written from what is entered. Change it as you like; a change is kept at once.</source>
            <translation>Skriven utifrån det som är ifyllt. Ändra som du vill; ändringen sparas direkt.</translation>
        </message>
        <message>
            <source>I have &amp;read the text</source>
            <translation>Jag har &amp;läst texten</translation>
        </message>
        <message>
            <source>&amp;Close</source>
            <translation>St&amp;äng</translation>
        </message>
    </context>
    <context>
        <name>VisitPage</name>
        <message>
            <source>Assessment visit</source>
            <translation>Bedömningssamtal</translation>
        </message>
        <message>
            <source>The decision rests on a meeting with the patient, at the clinic or by video.</source>
            <translation>Beslutet vilar på ett möte med patienten, på mottagningen eller via video.</translation>
        </message>
        <message>
            <source>&amp;Date of the visit</source>
            <translation>&amp;Datum för besöket</translation>
        </message>
        <message>
            <source>&amp;Who met the patient</source>
            <translation>&amp;Vem träffade patienten</translation>
        </message>
        <message>
            <source>Form of the visit</source>
            <translation>Besöksform</translation>
        </message>
        <message>
            <source>Choose</source>
            <translation>Välj</translation>
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
            <source>Referral</source>
            <translation>Remiss</translation>
        </message>
        <message>
            <source>Question asked</source>
            <translation>Frågeställning</translation>
        </message>
        <message>
            <source>Without a recorded visit no program can start (rule DEC-1). You can answer the other pages before the visit is recorded.</source>
            <translation>Utan registrerat besök kan inget program starta (regel DEC-1). Du kan fylla i de andra sidorna innan besöket är registrerat.</translation>
        </message>
        <message>
            <source>Received {day}</source>
            <translation>Inkommen {day}</translation>
        </message>
        <message>
            <source>Self-referral</source>
            <translation>Egen vårdbegäran</translation>
        </message>
        <message>
            <source>No question is written.</source>
            <translation>Ingen frågeställning är skriven.</translation>
        </message>
        <message>
            <source>It has not been held yet. Record it when you have met the patient.</source>
            <translation>Det har inte hållits än. Registrera det när du har träffat patienten.</translation>
        </message>
        <message>
            <source>Booked visit {when}</source>
            <translation>Bokat besök {when}</translation>
        </message>
        <message>
            <source>Has it been held?</source>
            <translation>Har det hållits?</translation>
        </message>
        <message>
            <source>&amp;Use the booked visit</source>
            <translation>&amp;Använd bokat besök</translation>
        </message>
        <message>
            <source>The visit lies ahead. Record it when it has been held.</source>
            <translation>Besöket ligger framåt. Registrera det när det har hållits.</translation>
        </message>
        <message>
            <source>It lies before the referral came in. Is the year right?</source>
            <translation>Det ligger före remissens inkomst. Stämmer året?</translation>
        </message>
    </context>
    <context>
        <name>_Answer</name>
        <message>
            <source>hours a week</source>
            <translation>timmar i veckan</translation>
        </message>
        <message>
            <source>minutes at a stretch</source>
            <translation>minuter i sträck</translation>
        </message>
    </context>
</TS>
