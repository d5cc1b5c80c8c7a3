"""The bundled encoder finds the right offer across languages, most of the time."""

import numpy as np
import pytest

from ecotone.matching.meaning import BundledEncoder

PAIRS = (
    # A need in one language and the offer that a coordinator would choose, in another.
    (
        "Is het water in de beek achter onze school schoon?",
        "Chimiste de l'eau : j'analyse la qualité des rivières et des ruisseaux",
    ),
    (
        "Wie funktioniert ein Windrad und woher kommt unser Strom?",
        "Ingenieur windenergie: ik ontwerp windmolens voor de kust",
    ),
    (
        "Comment les vaccins nous protègent-ils des maladies ?",
        "Virologin: ich entwickle Impfstoffe gegen Krankheiten",
    ),
    (
        "Las estrellas, los planetas y los agujeros negros",
        "Astronomer who studies stars and distant galaxies with telescopes",
    ),
    (
        "As árvores da nossa cidade e o calor no verão",
        "Ingeniera forestal: cuido los árboles de las ciudades",
    ),
    (
        "How do you build a bridge that does not fall down?",
        "Engenheiro civil: calculo e construo pontes e túneis",
    ),
    (
        "Robots bouwen en programmeren",
        "Ingenieurin für Robotik in einer Autofabrik",
    ),
    (
        "Was ist künstliche Intelligenz und wie lernt eine Maschine?",
        "Chercheuse en intelligence artificielle, j'apprends aux machines à reconnaître des images",
    ),
    (
        "Que mangent les abeilles et pourquoi disparaissent-elles ?",
        "Bioloog: ik onderzoek bijen en andere insecten die bloemen bestuiven",
    ),
    (
        "¿Por qué hay terremotos y volcanes?",
        "Geóloga: estudo vulcões e sismos",
    ),
    (
        "Como se faz um jogo de computador?",
        "Software developer who makes video games",
    ),
    (
        "Healthy food: what is in our lunch box?",
        "Nutricionista: estudio los alimentos y la salud de los niños",
    ),
)

RIGHT_AT_LEAST = 10
"""Of 12. Measured when this was written: 12 from need to offer, 11 from offer to need. Two below
leaves room for another build of the model, not for another model."""


@pytest.fixture(scope="module")
def encoder() -> BundledEncoder:
    return BundledEncoder()


def test_right_offer_comes_first_across_languages(encoder: BundledEncoder) -> None:
    needs = encoder.encode([need for need, _ in PAIRS])
    offers = encoder.encode([offer for _, offer in PAIRS])
    likeness = needs @ offers.T
    right = np.arange(len(PAIRS))
    assert np.count_nonzero(likeness.argmax(axis=1) == right) >= RIGHT_AT_LEAST
    assert np.count_nonzero(likeness.argmax(axis=0) == right) >= RIGHT_AT_LEAST


def test_vectors_have_length_one_and_the_promised_shape(encoder: BundledEncoder) -> None:
    vectors = encoder.encode(["water", "  \n ", "wind turbine"])
    assert vectors.shape == (3, encoder.dimension)
    assert vectors.dtype == np.float32
    assert np.round(np.linalg.norm(vectors, axis=1), 5).tolist() == [1.0, 0.0, 1.0]


def test_spaces_and_lines_change_nothing(encoder: BundledEncoder) -> None:
    spread, plain = encoder.encode([" the\n brook ", "the brook"])
    assert round(float(spread @ plain), 5) == 1.0


def test_no_texts_give_no_rows(encoder: BundledEncoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimension)
