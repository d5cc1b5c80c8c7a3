"""What an invented school tells its visitors, in its own language."""

_WORDS = {
    "nl": (
        "Meld u aan het onthaal bij de groene poort. Fietsen onder het afdak, auto op het plein.",
        "Een leerkracht blijft de hele tijd in de klas.",
        "Geen foto's van leerlingen. Gsm's blijven in de tas.",
    ),
    "de": (
        "Bitte im Sekretariat im Erdgeschoss melden. Fahrräder am Haupteingang, Parkplätze im Hof.",
        "Eine Lehrkraft bleibt die ganze Zeit im Raum.",
        "Keine Fotos von Schülerinnen und Schülern. Handys bleiben aus.",
    ),
    "fr": (
        "Présentez-vous à l'accueil, portail bleu. Arrêt de tram à deux minutes.",
        "Une personne de l'école reste dans la salle pendant toute la visite.",
        "Pas de photos des élèves. Téléphones éteints.",
    ),
    "es": (
        "Preséntese en conserjería. Hay aparcamiento delante de la puerta principal.",
        "Una persona del centro permanece en el aula todo el tiempo.",
        "Sin fotos del alumnado. Móviles apagados.",
    ),
    "pt": (
        "Apresente-se na portaria. A paragem do autocarro fica em frente.",
        "Uma pessoa da escola fica sempre na sala.",
        "Sem fotografias dos alunos. Telemóveis desligados.",
    ),
    "en": (
        "Please report to reception. The bus stops outside; visitors park by the gym.",
        "A member of staff stays in the room all the time.",
        "No photos of pupils. Phones stay away.",
    ),
}


def arrival_words(language: str) -> tuple[str, str, str]:
    """How to arrive, the rules for visitors, the rule for photos."""
    return _WORDS.get(language, _WORDS["en"])
