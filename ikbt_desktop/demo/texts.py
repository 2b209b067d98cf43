"""What the clinicians and patients of the training clinic write: all of it invented."""

PHRASES = {
    "bokad": "Vi hörs igen {nästa datum}. Skriv gärna innan dess om något är oklart.",
    "boosta": "Du har redan visat att du kan, {förnamn}. Fortsätt i din egen takt.",
    "nästa": "Nästa avsnitt är nu öppet: {nästa avsnitt}.",
    "framsteg": "Din skattning har ändrats {MADRS-S förändring} sedan sist.",
    "kris": "Mår du sämre eller får tankar på att inte vilja leva: ring 112 vid fara, annars oss.",
    "saknad": "Veckans formulär har inte kommit. Kan du fylla i det före {nästa datum}?",
    "tack": "Tack för att du delar med dig, {förnamn}.",
}
FEEDBACK = (
    (
        "Hej {name}! Bra att du har kommit igång och läst det första avsnittet. Du beskriver "
        "tydligt hur vardagen har krympt. Skriv ned tre saker som du gjorde varje dag. Vi "
        "hörs igen om en vecka, på {day}."
    ),
    (
        "Hej {name}! Fint jobbat med dagboken. Du märkte att morgnarna är tyngst, och att det"
        " lättar när du kommer ut. Planera två promenader till nästa gång. Jag skriver igen "
        "{day}."
    ),
    (
        "Hej {name}! Du gick ut trots att det tog emot, det är ett stort steg. Fortsätt med "
        "promenaderna och prova en sak som brukade vara rolig. Nästa återkoppling kommer "
        "{day}."
    ),
    (
        "Hej {name}! Du har kommit halvvägs. Det gjorde skillnad att du ringde din vän fast "
        "du inte hade lust. Öva på samma sätt den här veckan. Vi hörs {day}."
    ),
    (
        "Hej {name}! Starkt att du fortsatte när veckan blev svår. Titta gärna tillbaka på "
        "det som du skrev i början. Nästa avsnitt är öppet, och jag svarar senast {day}."
    ),
    (
        "Hej {name}! Du ser själv sambandet mellan det som du gör och hur du mår. Välj två "
        "vanor som du vill behålla. Vi hörs {day}."
    ),
    (
        "Hej {name}! Bra gjort hela vägen. Skriv din plan för att behålla det som fungerar "
        "och för vad du gör om det blir sämre. Vi hörs {day}."
    ),
    (
        "Hej {name}! Du har gjort det sista avsnittet. Läs igenom din plan en gång till före "
        "vårt avslutande samtal {day}."
    ),
)
CALL = (
    "Samtal med {name}: veckan har varit tyngre, avsnittet inte hunnits med. Gick igenom "
    "övningen tillsammans och bestämde en mindre del till nästa gång. Inga tankar på att inte "
    "vilja leva. Ny kontakt {day}."
)
REFLECTIONS = (
    "Det var lättare än jag trodde att skriva ned vad jag gör.",
    "Gick ut tre gånger. Kändes bättre efteråt, inte före.",
    "Jag ringde min syster. Vi ska ses på lördag.",
    "Orkade inte så mycket den här veckan.",
    "Märker att jag grubblar mindre när jag har något planerat.",
    "Sover bättre men vaknar fortfarande tidigt.",
    "Jag vill fortsätta med promenaderna.",
)
AGREED = (
    "Skriva dagbok varje kväll",
    "Promenad två gånger i veckan",
    "Ringa en vän",
    "Lägga undan telefonen klockan 21",
    "Gå upp samma tid varje dag",
    "Välja en rolig sak om dagen",
    "Skriva vidmakthållandeplan",
)
DRAFT = (
    "Hej Åsa! Fint att du skrev ned vad som hände före varje gång som oron kom. Du gick dina två "
    "promenader trots regnet, och det märks i din skattning: tre poäng lägre än förra veckan. Du "
    "skriver att kvällarna fortfarande är svåra. Prova att flytta grubbelstunden till klockan 18 "
    "och håll den till tjugo minuter. Skriv bara ned en mening om hur det gick, mer behövs inte. "
    "Nästa avsnitt handlar om det som ger energi, och"
)
