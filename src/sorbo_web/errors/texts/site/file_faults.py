"""What is wrong with a file, by code: in French, in English."""

VIOLATIONS: dict[str, tuple[str, str]] = {
    "file_name_invalid": (
        "Donnez au fichier un nom qui dit son type, comme cv.pdf.",
        "Give the file a name that says its type, such as cv.pdf.",
    ),
    "file_type_not_allowed": (
        "Ce type de fichier n'est pas admis ici[ ({what})]. Convertissez-le, en PDF par exemple.",
        "This type of file is not allowed here[ ({what})]. Convert it, to PDF for instance.",
    ),
    "file_vector_image": (
        "Un dessin vectoriel[ ({what})] peut contenir des scripts. Exportez-le en PNG ou en WebP.",
        "A vector drawing[ ({what})] may contain scripts. Export it as PNG or WebP.",
    ),
    "file_extension_mismatch": (
        "Le contenu n'est pas celui que le nom annonce[ ({what})]. Renommez le fichier, ou convertissez-le.",
        "The content is not what the name says[ ({what})]. Rename the file, or convert it.",
    ),
    "file_empty": ("Le fichier est vide. Choisissez-en un autre.", "The file is empty. Choose another one."),
    "file_too_large": (
        "Le fichier est trop lourd. Réduisez ses images, ou divisez-le.",
        "The file is too large. Make its images smaller, or split it.",
    ),
    "file_encrypted": (
        "Le fichier est protégé par un mot de passe. Enregistrez-le sans protection.",
        "The file is protected by a password. Save it without protection.",
    ),
    "file_active_content": (
        "Le fichier contient des scripts, des macros ou des programmes[ ({what})]. Imprimez-le en PDF.",
        "The file contains scripts, macros or programs[ ({what})]. Print it to PDF.",
    ),
    "file_external_reference": (
        "Le fichier va chercher autre chose ailleurs[ ({what})]. Imprimez-le en PDF.",
        "The file fetches something from elsewhere[ ({what})]. Print it to PDF.",
    ),
    "file_embedded_file": (
        "Le fichier en contient un autre[ ({what})]. Retirez-le, ou envoyez les deux à part.",
        "The file contains another one[ ({what})]. Take it out, or send the two apart.",
    ),
    "file_bomb": (
        "Le fichier est démesuré une fois décompressé[ ({what})]. Simplifiez-le, ou divisez-le.",
        "The file is immense once unpacked[ ({what})]. Simplify it, or split it.",
    ),
    "file_truncated": (
        "Le fichier est incomplet. Enregistrez-le ou téléchargez-le à nouveau, puis envoyez-le.",
        "The file is cut off. Save or download it again, then send it.",
    ),
    "file_unreadable": (
        "Le fichier est abîmé ou trop complexe[ ({what})]. Enregistrez-le à nouveau, en PDF par exemple.",
        "The file is damaged or too complex[ ({what})]. Save it again, as PDF for instance.",
    ),
    "file_polyglot": (
        "Le fichier en cache un d'un autre type[ ({what})]. Enregistrez-le à nouveau.",
        "The file hides one of another type[ ({what})]. Save it again.",
    ),
    "file_too_many_pixels": (
        "L'image a trop de pixels[ ({what})] : 50 millions au plus. Réduisez-la.",
        "The image has too many pixels[ ({what})]: 50 million at most. Make it smaller.",
    ),
    "file_too_long_and_narrow": (
        "L'image est trop étroite[ ({what})] : un côté au plus huit fois l'autre. Recadrez-la.",
        "The image is too narrow[ ({what})]: one side at most eight times the other. Crop it.",
    ),
    "file_animated": (
        "L'image est animée. Envoyez une image fixe.",
        "The image is animated. Send a still one.",
    ),
}
