"""What the pages of the existing site expect of each answer: the members they read, and their types."""

from typing import Any

import httpx

Json = dict[str, Any]
Shape = dict[str, type | tuple[type, ...]]

_NAMED: Shape = {"_id": str, "id": str}
FORMATION: Shape = {
    **_NAMED,
    "title": str,
    "titre": str,
    "description": str,
    "price": int,
    "prix": int,
    "schedule": str,
    "niveau": str,
    "category": str,
    "categorie": str,
    "location": str,
    "localisation": str,
    "dates": str,
    "image": str,
    "type": str,
    "objectives": list,
    "objectifs": list,
    "prerequisites": list,
    "duration": str,
    "duree": str,
    "active": bool,
}
LOGICIEL: Shape = {
    **_NAMED,
    "nom": str,
    "description": str,
    "categorie": str,
    "logo": str,
    "image": str,
    "headerImage": str,
    "disponible": bool,
    "version": str,
    "prix": int,
    "fonctionnalites": list,
    "lienTelechargement": str,
    "lienDemo": str,
}
PUBLICATION: Shape = {
    **_NAMED,
    "titre": str,
    "description": str,
    "fichier": str,
    "typeFichier": str,
    "categorie": str,
    "taille": str,
    "telechargements": int,
    "datePublication": str,
}
ACTUALITE: Shape = {
    **_NAMED,
    "titre": str,
    "title": str,
    "resume": str,
    "description": str,
    "contenu": str,
    "content": str,
    "image": str,
    "categorie": str,
    "datePublication": str,
    "date": str,
    "auteur": str,
    "tags": list,
    "slug": str,
}
EMPLOI: Shape = {
    **_NAMED,
    "titre": str,
    "entreprise": str,
    "description": str,
    "lieu": dict,
    "typeContrat": str,
    "dateLimite": str,
    "urgent": bool,
}
PROJET: Shape = {
    **_NAMED,
    "titre": str,
    "description": str,
    "categorie": str,
    "client": dict,
    "localisation": dict,
    "prestations": list,
    "images": list,
    "featured": bool,
}


def shown(answer: httpx.Response) -> list[Json]:
    """Check that an answer is a list as the pages take it, and return what it lists."""
    assert answer.status_code == httpx.codes.OK, answer.text
    body = answer.json()
    assert body["success"] is True
    assert body["count"] == len(body["data"])
    listed: list[Json] = body["data"]
    return listed


def fits(entry: Json, shape: Shape) -> None:
    """Check that an entry has every member that the pages read, of the type that they expect."""
    wrong = {name: entry.get(name) for name, kind in shape.items() if type(entry.get(name)) is not kind}
    assert wrong == {}
    assert entry["_id"] == entry["id"]


def told(answer: httpx.Response, status: int, code: str) -> str:
    """Check that an answer is a refusal in the envelope of the pages, and return its message."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    body = answer.json()
    assert (body["success"], body["code"]) == (False, code)
    assert body["message"]
    return str(body["message"])
