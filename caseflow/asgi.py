"""The web process: `uvicorn caseflow.asgi:application`."""

import os
import warnings

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caseflow.settings")

# WhiteNoise hands over a file piece by piece, and the server takes it whole: style sheets are small enough.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")

application = get_asgi_application()
