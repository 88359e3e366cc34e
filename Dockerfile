# One image for the web process, the workers and beat; docker-compose.yml says which is which.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 UV_SYSTEM_PYTHON=1 UV_NO_CACHE=1
WORKDIR /srv/caseflow

# Of the lock only what runs, at its locked version and checked against its hash.
COPY pyproject.toml requirements.lock ./
RUN pip install --no-cache-dir uv==0.13.9 && uv pip install --constraint requirements.lock -r pyproject.toml

COPY . .
RUN uv pip install --constraint requirements.lock --target /tmp/babel babel \
    && PYTHONPATH=/tmp/babel python -m babel.messages.frontend compile -d locale -D django \
    && rm -r /tmp/babel \
    && SECRET_KEY=build SEAL_KEY=build ALLOWED_HOSTS=build SITE_URL=https://build EMAIL_URL=smtp://build \
       DATABASE_URL=postgres://build/build REDIS_URL=redis://build \
       CASEFLOW_MODE=production CASEFLOW_VAR=/srv/var python manage.py collectstatic --no-input \
    && useradd --system caseflow \
    && install -d -o caseflow -m 700 /srv/private /srv/beat

USER caseflow
ENV CASEFLOW_MODE=production CASEFLOW_VAR=/srv/var PRIVATE_ROOT=/srv/private
EXPOSE 8000
CMD ["uvicorn", "caseflow.asgi:application", "--host", "0.0.0.0", "--lifespan", "off", "--no-access-log"]
