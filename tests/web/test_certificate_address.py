"""Amazon's rules for where a certificate chain may come from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.web.certificate_address import normalised
from skill.web.errors import AddressError

PLAIN = "https://s3.amazonaws.com/echo.api/echo-api-cert.pem"


@pytest.mark.parametrize(
    "address",
    [
        "https://s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com:443/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api/../echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api//echo-api-cert.pem",
        "https://s3.amazonaws.com//echo.api/./echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api/echo-api-cert.pem#top",
        "HTTPS://S3.Amazonaws.COM/echo.api/echo-api-cert.pem",
    ],
)
def test_every_allowed_spelling_becomes_one(address: str) -> None:
    assert normalised(address) == PLAIN


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "ftp://s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "file:///echo.api/echo-api-cert.pem",
        "//s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "https://notamazon.com/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com.evil.example/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com@evil.example/echo.api/echo-api-cert.pem",
        "https://evil.example@s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "https://evil.example\\@s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com./echo.api/echo-api-cert.pem",
        "https://[::1/echo.api/echo-api-cert.pem",
        "https:///echo.api/echo-api-cert.pem",
    ],
)
def test_another_scheme_or_host_is_refused(address: str) -> None:
    with pytest.raises(AddressError):
        normalised(address)


@pytest.mark.parametrize("port", ["563", "80", "8443", "0", "-1", "99999", "443x"])
def test_another_port_is_refused(port: str) -> None:
    with pytest.raises(AddressError):
        normalised(f"https://s3.amazonaws.com:{port}/echo.api/echo-api-cert.pem")


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/echo.api",
        "/echo.api/",
        "/echo.api/..",
        "/EcHo.aPi/echo-api-cert.pem",
        "/invalid.path/echo-api-cert.pem",
        "/echo.apis/echo-api-cert.pem",
        "/echoXapi/echo-api-cert.pem",
        "/echo.api/../other/echo-api-cert.pem",
        "/echo.api/../../echo-api-cert.pem",
        "/echo.api/%2e%2e/other/echo-api-cert.pem",
        "/echo.api/%2E%2E%2Fother/echo-api-cert.pem",
        "/echo.api/..\\other\\echo-api-cert.pem",
        "/echo.api/..;/other/echo-api-cert.pem",
        "/echo.api/cert\n.pem",
        "/echo.api/cert\x00.pem",
        "/echo.api/cert .pem",
        "/echo.api/cért.pem",
        "/echo.api/echo-api-cert.pem?copy=1",
        "/echo.api/" + "a" * 600,
    ],
)
def test_another_path_is_refused(path: str) -> None:
    with pytest.raises(AddressError):
        normalised(f"https://s3.amazonaws.com{path}")


@given(st.text() | st.from_regex(r"\Ahttps?://s3\.amazonaws\.com[:0-9]*/[a-zA-Z./%\\]*\Z"))
def test_what_passes_is_in_the_right_place_and_stays_as_it_is(address: str) -> None:
    try:
        allowed = normalised(address)
    except AddressError:
        return
    assert allowed.startswith("https://s3.amazonaws.com/echo.api/")
    assert "/../" not in allowed
    assert normalised(allowed) == allowed
