#!/usr/bin/env python3
"""Writes test/fixtures/images/images.json: small PNG and JPEG files of every kind that Pillow writes, with the pixels that Pillow
reads from them, and images scaled by Pillow's BILINEAR in floating point.

Regenerate: python3 -m venv /tmp/venv && /tmp/venv/bin/pip install pillow==12.* numpy && /tmp/venv/bin/python test/reference/images.py
"""

import base64
import io
import json
import pathlib

import numpy as np
from PIL import Image

OUT = pathlib.Path(__file__).resolve().parents[1] / "fixtures" / "images" / "images.json"
WIDTH, HEIGHT = 19, 13


def colour() -> Image.Image:
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    red = 127 + 120 * np.sin(x / 5)
    green = 127 + 120 * np.cos(y / 4)
    blue = 255 * (x + y) / (WIDTH + HEIGHT)
    return Image.fromarray(np.stack([red, green, blue], -1).round().astype(np.uint8))


def grey() -> Image.Image:
    return colour().convert("L")


def with_alpha(image: Image.Image) -> Image.Image:
    alpha = np.tile(np.linspace(0, 255, WIDTH).round().astype(np.uint8), (HEIGHT, 1))
    out = image.copy()
    out.putalpha(Image.fromarray(alpha))
    return out


def on_white(image: Image.Image) -> np.ndarray:
    rgba = np.asarray(image.convert("RGBA"), dtype=np.float64) / 255
    alpha = rgba[..., 3:]
    return rgba[..., :3] * alpha + (1 - alpha)


def saved(image: Image.Image, kind: str, **options) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def main() -> None:
    wide = (np.asarray(grey(), dtype=np.uint16) * 257).astype(np.uint16)
    wide[3, 4] = 1234
    palette = colour().quantize(16)
    clear = colour().quantize(8)
    clear.info["transparency"] = 3
    files = {
        "grey.png": (grey(), saved(grey(), "PNG")),
        "colour.png": (colour(), saved(colour(), "PNG")),
        "grey-alpha.png": (with_alpha(grey()), saved(with_alpha(grey()), "PNG")),
        "colour-alpha.png": (with_alpha(colour()), saved(with_alpha(colour()), "PNG")),
        "palette.png": (palette, saved(palette, "PNG", bits=4)),
        "palette-clear.png": (clear, saved(clear, "PNG", transparency=3)),
        "bits.png": (colour().convert("1"), saved(colour().convert("1"), "PNG")),
        "grey.jpg": (None, saved(grey(), "JPEG", quality=95)),
        "colour.jpg": (None, saved(colour(), "JPEG", quality=95, subsampling=0)),
        "subsampled.jpg": (None, saved(colour(), "JPEG", quality=95)),
        "progressive.jpg": (None, saved(colour(), "JPEG", quality=95, subsampling=0, progressive=True)),
    }
    images = []
    for name, (_, data) in files.items():
        pixels = on_white(Image.open(io.BytesIO(data)))
        images.append({"name": name, "data": base64.b64encode(data).decode(), "pixels": pixels.round(7).ravel().tolist()})
    sixteen = saved(Image.fromarray(wide), "PNG")
    images.append(
        {
            "name": "grey-16.png",
            "data": base64.b64encode(sixteen).decode(),
            "pixels": np.repeat(wide[..., None] / 65535, 3, -1).round(7).ravel().tolist(),
        }
    )
    random = np.random.default_rng(5)
    source = random.random((11, 17)).astype(np.float32)
    sizes = [(17, 11), (8, 5), (3, 3), (16, 2), (34, 23), (20, 11), (5, 40), (1, 1)]
    scaled = [
        {
            "width": width,
            "height": height,
            "pixels": np.asarray(Image.fromarray(source).resize((width, height), Image.Resampling.BILINEAR)).ravel().astype(float).round(7).tolist(),
        }
        for width, height in sizes
    ]
    document = {
        "width": WIDTH,
        "height": HEIGHT,
        "images": images,
        "resize": {"width": 17, "height": 11, "pixels": source.ravel().astype(float).tolist(), "scaled": scaled},
    }
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(document, separators=(",", ":")) + "\n")


main()
