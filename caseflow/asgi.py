"""The web process: `uvicorn caseflow.asgi:application`."""

import os
import warnings
from concurrent.futures import ThreadPoolExecutor

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caseflow.settings")

# WhiteNoise hands over a file piece by piece, and the server takes it whole: style sheets are small enough.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")

application = get_asgi_application()


def _not_without_the_wall() -> None:
    from caseflow.wall.checks import refuse_without_wall  # only now are the settings there

    with ThreadPoolExecutor(1) as aside:  # the server's event loop runs already, and there Django asks no database
        aside.submit(refuse_without_wall).result()


_not_without_the_wall()
