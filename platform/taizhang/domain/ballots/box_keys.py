"""Box keys: P-256 keys that follow from a seed of 128 bits, so that the seed can be shared out."""

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_CURVE = ec.SECP256R1()
_WIDE = 48  # 128 bits more than the order, so that no remainder is likelier (RFC 9380 section 5)


def private_key(seed: bytes) -> ec.EllipticCurvePrivateKey:
    """The key of a seed: HKDF-SHA256 (RFC 5869) to a scalar from 1 to the order less one."""
    wide = HKDF(SHA256(), _WIDE, salt=None, info=b"taizhang ballot box key 1").derive(seed)
    scalar = int.from_bytes(wide) % (_CURVE.group_order - 1)
    return ec.derive_private_key(scalar + 1, _CURVE)


def public_text(key: ec.EllipticCurvePrivateKey) -> str:
    """The public key as the log and the voters' pages hold it: uncompressed point, in hex."""
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint).hex()


def public_key(text: str) -> ec.EllipticCurvePublicKey:
    """The public key again. Raises ValueError for what is no point of the curve."""
    return ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, bytes.fromhex(text))
