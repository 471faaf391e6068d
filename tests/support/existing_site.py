"""A database as the existing site has it: every collection, in every shape that its records have."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import bcrypt
from bson import Binary, Decimal128, ObjectId, encode
from bson.raw_bson import RawBSONDocument

Record = dict[str, Any]

AT = datetime(2024, 5, 6, 7, 8, 9, 123000, tzinfo=UTC)
OLD_PASSWORD = "L'ancien mot de passe"
STAMPED: Record = {"createdAt": AT, "updatedAt": AT, "__v": 0}


def hashed(password: str) -> str:
    """Return the hash that the existing site would have of a password, the cheapest that it may be."""
    return bcrypt.hashpw(password.encode()[:72], bcrypt.gensalt(4, prefix=b"2a")).decode()


FORMATIONS: Sequence[Record] = (
    # As the model has it.
    {
        "title": "Covadis",
        "category": "logiciel",
        "type": "covadis",
        "description": "Du levé au projet.",
        "objectives": ["Lever", "Dessiner"],
        "prerequisites": ["AutoCAD"],
        "duration": 5,
        "price": 150000,
        "discount": 10,
        "locations": ["nos-locaux", "distance"],
        "image": "/images/covadis.jpg",
        "syllabus": [{"title": "Jour 1", "content": ["Points", "MNT"]}],
        "upcomingSessions": [
            {"startDate": AT, "endDate": AT, "location": "client", "availableSeats": 3, "status": "terminee"}
        ],
        "rating": {"average": 4.5, "count": 2},
        "testimonials": [{"name": "Une stagiaire", "comment": "Clair.", "rating": 5, "date": AT}],
        "active": True,
        "featured": True,
        **STAMPED,
    },
    # As the pages and their files have it, with numbers as MongoDB may hold them.
    {
        "title": "Revit",
        "type": "revit",
        "price": Decimal128("100000.00"),
        "duration": "40 heures",
        "schedule": "Samedi",
        "dates": "Dates à confirmer",
        "description": "De l'esquisse au plan.",
        "location": "Abidjan, Cocody",
        "objectifs": ["Modéliser"],
        "category": "Gestion de projet",
        "niveau": "Débutant",
        "active": False,
    },
    # In French, with a price as a text, and what no field takes.
    {
        "titre": "Robot",
        "description": "Du modèle à la note de calcul.",
        "prix": "150 000 FCFA",
        "duree": "2 jours (16h)",
        "niveau": "Avancé",
        "categorie": "Génie civil",
        "localisation": "Yamoussoukro",
        "dates": "Mars",
        "image": "images/robot été.png",
        "objectifs": ["Calculer"],
        "prerequisites": [],
        "status": "active",
        "modalite": "présentiel",
        "maxParticipants": 12,
        "tags": ["calcul"],
        "empreinte": Binary(b"\x00\x01", 5),
        "motif": re.compile("^a", re.IGNORECASE),
        "note": float("nan"),
    },
)
LOGICIELS: Sequence[Record] = (
    {
        "slug": "oh-pont",
        "nom": "OH-Pont",
        "description": "Ouvrages hydrauliques.",
        "version": "1.0",
        "categorie": "autre",
        "prix": 0,
        "devise": "FCFA",
        "image": "/images/oh.png",
        "lienTelechargement": "/OH-Pont v1.1.rar",
        "lienDemo": "https://example.com/demo",
        "fonctionnalites": ["Débits"],
        "specifications": {"systeme": "Windows", "ram": "4 Go", "espace": "1 Go", "processeur": "i5"},
        "disponible": True,
        "populaire": True,
        "note": 4.5,
        "nombreTelechargements": 7,
        "dateAjout": AT,
        **STAMPED,
    },
    {
        "nom": "Chaussée",
        "description": "Corps de chaussée.",
        "categorie": "Infrastructures et transport",
        "prix": "Gratuit",
        "logo": "images/l.png",
        "headerImage": "images/h.png",
        "downloadUrl": "https://example.com/c.zip",
        "trialUrl": "https://example.com/t.zip",
        "version": "2.1",
    },
)
ACTUALITES: Sequence[Record] = (
    {
        "titre": "Un pont est ouvert",
        "contenu": "Le pont est ouvert à la circulation.",
        "resume": "Le pont est ouvert.",
        "image": "/images/actualites/default.jpg",
        "categorie": "ingenierie",
        "tags": ["pont"],
        "auteur": "Rédaction",
        "statut": "publie",
        "datePublication": AT,
        "dateModification": AT,
        "vues": 12,
        "slug": "un-pont-est-ouvert",
        **STAMPED,
    },
    {
        "title": "Une formation",
        "titre": "Une formation",
        "slug": "une-formation",
        "resume": "Elle commence.",
        "content": "Elle commence lundi, et finit vendredi.",
        "contenu": "Elle commence lundi…",
        "datePublication": "2024-12-10T00:00:00.000Z",
        "date": "2024-12-10T00:00:00.000Z",
        "auteur": "Rédaction",
        "categorie": "Emploi",
        "tags": ["a", "b"],
        "image": "images/une image.jpg",
        "imageAlt": "Une salle",
        "publi\u00e9": True,
        "featured": True,
    },
    {
        "titre": "Un brouillon",
        "contenu": "Encore rien.",
        "description": "Rien.",
        "date": "2024-12-11",
        "statut": "brouillon",
    },
)
PUBLICATIONS: Sequence[Record] = (
    {
        "titre": "Rapport",
        "description": "Le trafic en 2023.",
        "fichier": "documents/Trafic n°2 été.pdf",
        "typeFichier": "pdf",
        "categorie": "rapport",
        "taille": "2 MB",
        "telechargements": 9,
        "statut": "publie",
        "datePublication": AT,
        "dateModification": AT,
        **STAMPED,
    },
    {
        "titre": "Brochure",
        "description": "Ce que nous faisons.",
        "fichier": "https://example.com/b.zip",
        "typeFichier": "zip",
        "statut": "archive",
        "datePublication": "2024-01-02",
    },
)
PROJETS: Sequence[Record] = (
    {
        "titre": "Pont de Bouaké",
        "slug": "pont-de-bouake",
        "categorie": "genie-civil",
        "client": {"nom": "Une commune", "type": "public", "pays": "Côte d'Ivoire", "ville": "Bouaké"},
        "description": "Un pont de 40 m.",
        "prestations": ["etude", "suivi"],
        "localisation": {
            "pays": "Côte d'Ivoire",
            "ville": "Bouaké",
            "coordonnees": {"lat": 7.69, "lng": -5.03},
        },
        "dateDebut": AT,
        "dateFin": AT,
        "statut": "termine",
        "images": ["/uploads/p1.jpg"],
        "budget": "50m-100m",
        "defis": ["La crue"],
        "solutions": ["Des pieux"],
        "resultats": ["Ouvert"],
        "technologies": ["Robot"],
        "equipe": [{"role": "Ingénieur", "nombre": 2}],
        "testimonials": [{"nom": "La commune", "role": "Cliente", "commentaire": "Bien."}],
        "featured": True,
        **STAMPED,
    },
)
EMPLOIS: Sequence[Record] = (
    {
        "titre": "Projeteur",
        "entreprise": "Sorbo Ingénierie",
        "description": "Dessiner des routes.",
        "profil": "Dessinateur.",
        "missions": ["Dessiner"],
        "competences": ["Covadis"],
        "formation": "BTS",
        "experience": "2 ans",
        "lieu": {"ville": "Abidjan", "pays": "Côte d'Ivoire"},
        "typeContrat": "cdi",
        "salaire": {"min": 300000, "max": 500000, "devise": "FCFA", "afficher": True},
        "avantages": ["Transport"],
        "dateLimite": AT,
        "datePublication": AT,
        "statut": "actif",
        "urgent": True,
        "nombrePostes": 2,
        "candidatures": 4,
        "contact": {"email": "rh@example.com", "telephone": "+225 01", "personne": "Les ressources"},
        "slug": "projeteur",
        **STAMPED,
    },
)
CONTACTS: Sequence[Record] = (
    {
        "name": "Une cliente",
        "email": "cliente@example.com",
        "phone": "+225 07 00 00 00 00",
        "subject": "ingenierie",
        "message": "Un mur.",
        "projectType": "etude",
        "projectBudget": "20m-50m",
        "projectDeadline": AT,
        "formationType": "",
        "softwareServices": [],
        "status": "en_traitement",
        **STAMPED,
    },
    {
        "name": "Un client",
        "email": "client@example.com",
        "subject": "formation",
        "message": "Pour 12 personnes.",
        "formationType": "autocad",
        "formationParticipants": 12.0,
        "formationStart": AT,
        "formationDuration": "1-semaine",
        "formationLocation": "votre-site",
        "status": "nouveau",
        **STAMPED,
    },
    {
        "name": "Une visiteuse",
        "email": "visiteuse@example.com",
        "subject": "logiciel",
        "message": "Une licence.",
        "softwareName": "sorbo-geotech",
        "softwareLicense": "essai",
        "softwareUsers": 3,
        "softwareServices": ["installation", "personnalisation"],
        "softwareOS": "mac",
        "status": "traite",
        **STAMPED,
    },
    {
        "name": "Une candidate",
        "email": "candidate@example.com",
        "subject": "carriere",
        "message": "Ma candidature.",
        "careerPosition": "Topographe",
        "careerExperience": "senior",
        "careerCV": "uploads/cv/cv été.pdf",
        "careerAvailability": AT,
        **STAMPED,
    },
    # As the form names things, written by the entry point that did not drop them.
    {
        "name": "Un stagiaire",
        "email": "stagiaire@example.com",
        "subject": "autre",
        "message": "Un stage ?",
        "formation-nom": "Stagiaire",
        "formation-cni": "CI0099887766",
    },
)
ADMIN_USERS: Sequence[Record] = tuple(
    {
        "username": role,
        "email": f"{role}@example.com",
        "password": hashed(OLD_PASSWORD),
        "role": role,
        "firstName": "Compte",
        "lastName": role,
        "isActive": role != "viewer",
        "lastLogin": AT,
        "loginAttempts": 5,
        "lockUntil": AT,
        "passwordResetToken": "t0ken-of-staff",
        "twoFactorSecret": "JBSWY3DPEHPK3PXP",
        "twoFactorEnabled": False,
        "preferences": {"theme": "dark", "language": "fr"},
        **STAMPED,
    }
    for role in ("super-admin", "admin", "editor", "viewer")
)
USERS: Sequence[Record] = (
    {
        "name": "Une inscrite",
        "email": "inscrite@example.com",
        "password": hashed(OLD_PASSWORD),
        "role": "user",
        "resetPasswordToken": "t0ken-of-user",
        **STAMPED,
    },
    {
        "name": "Un intrus",
        "email": "intrus@example.com",
        "password": hashed(OLD_PASSWORD),
        "role": "admin",
        **STAMPED,
    },
    {"name": "Deux fois", "email": "editor@example.com", "password": hashed("autre"), **STAMPED},
)
WHOLE: Mapping[str, Sequence[Record]] = {
    "formations": FORMATIONS,
    "logiciels": LOGICIELS,
    "actualites": ACTUALITES,
    "publications": PUBLICATIONS,
    "projets": PROJETS,
    "emplois": EMPLOIS,
    "contacts": CONTACTS,
    "admin_users": ADMIN_USERS,
    "users": USERS,
}
"""What can be taken over as it is."""

BROKEN: Mapping[str, Sequence[Record]] = {
    "formations": ({"title": "Sans description", "price": "cher"},),
    "emplois": ({"poste": "Topographe", "lieu": "Bamako", "salaire": "à débattre", "type": "CDI"},),
    "contacts": ({"name": "Sans adresse", "message": "?", "formation-cni": "CI1122", **STAMPED},),
    "admin_users": ({"username": "root", "email": "root@example.com", "password": "x", "role": "root"},),
    # The other schema of this collection.
    "users": (
        {"username": "sans-adresse", "password": hashed(OLD_PASSWORD), "resetPasswordToken": "t0ken-broken"},
    ),
}
"""What cannot, though it can be read."""


def misspelled() -> RawBSONDocument:
    """Return a formation whose description is not UTF-8, which MongoDB keeps all the same."""
    whole = encode({"_id": ObjectId(), "title": "Latin-1", "description": "Métré ABC"})
    return RawBSONDocument(whole.replace("é A".encode(), b"\xe9xyA", 1))
