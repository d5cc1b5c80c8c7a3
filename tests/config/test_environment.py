import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from ecotone.config import environment


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "EMAIL_URL", "ECOTONE_SECRET_KEY", "ECOTONE_DEMO"):
        monkeypatch.delenv(name, raising=False)


def test_secret_key_is_made_once_and_only_ours_to_read(tmp_path: Path) -> None:
    key = environment.secret_key(tmp_path)
    assert len(key) >= 50
    assert environment.secret_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_secret_key_of_the_environment_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ECOTONE_SECRET_KEY", "given")
    assert environment.secret_key(tmp_path) == "given"
    assert not (tmp_path / "secret_key").exists()


def test_database_is_a_file_in_the_home_by_default(tmp_path: Path) -> None:
    made = environment.database(tmp_path)
    assert (made["ENGINE"], made["NAME"]) == (
        "django.db.backends.sqlite3",
        str(tmp_path / "db.sqlite3"),
    )


def test_database_url_names_a_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "DATABASE_URL", "postgresql://eco:p%40ss@db.example:5433/ecotone?sslmode=require"
    )
    made = environment.database(tmp_path)
    assert {name: made[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "NAME": "ecotone",
        "USER": "eco",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
    }
    assert made["OPTIONS"] == {"sslmode": "require"}


def test_database_url_may_name_a_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://eco@/ecotone?host=/run/postgresql")
    made = environment.database(tmp_path)
    assert (made["HOST"], made["OPTIONS"]) == ("/run/postgresql", {})


def test_other_databases_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://eco@/ecotone")
    with pytest.raises(ImproperlyConfigured, match="use postgresql://"):
        environment.database(tmp_path)


def test_without_a_mail_server_nothing_leaves() -> None:
    assert environment.mailer(demo=False) == {
        "BACKEND": "django.core.mail.backends.dummy.EmailBackend"
    }


def test_mail_server_is_read_from_its_url(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_URL", "smtp://me:s%2Fcret@mail.example:587/?tls=1")
    assert environment.mailer(demo=False) == {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": "mail.example",
            "port": 587,
            "username": "me",
            "password": "s/cret",
            "use_tls": True,
            "use_ssl": False,
            "timeout": 20,
        },
    }


def test_demo_never_sends_whatever_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_URL", "smtp://mail.example")
    assert environment.mailer(demo=True) == {
        "BACKEND": "django.core.mail.backends.dummy.EmailBackend"
    }


@pytest.mark.parametrize("url", ["mail.example:587", "http://mail.example", "smtp://"])
def test_mail_url_that_is_none_is_refused(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_URL", url)
    with pytest.raises(ImproperlyConfigured, match="use smtp://"):
        environment.mailer(demo=False)


def test_home_is_a_demo_once_it_is_marked(tmp_path: Path) -> None:
    assert not environment.is_demo(tmp_path)
    environment.set_demo_mark(tmp_path)
    assert environment.is_demo(tmp_path)


def test_mark_does_not_open_another_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A real database under the home of a demo must not become a demo, nor be wiped."""
    environment.set_demo_mark(tmp_path)
    monkeypatch.setenv("DATABASE_URL", "postgresql://eco@/real")
    assert not environment.is_demo(tmp_path)
