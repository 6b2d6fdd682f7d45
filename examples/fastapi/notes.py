"""Notes that live as long as the process: FastAPI, behind any ASGI server."""

import os

from fastapi import FastAPI, HTTPException, WebSocket, WebSocketDisconnect
from pydantic import BaseModel

VERSION = os.environ.get("APP_VERSION", "")

application = FastAPI(title="Notes", version=VERSION or "0")
notes: dict[str, str] = {}


class Note(BaseModel):
    text: str


@application.put("/notes/{name}", status_code=204)
async def put(name: str, note: Note) -> None:
    notes[name] = note.text


@application.get("/notes/{name}")
async def get(name: str) -> Note:
    if name not in notes:
        raise HTTPException(status_code=404)
    return Note(text=notes[name])


@application.websocket("/echo")
async def echo(socket: WebSocket) -> None:
    await socket.accept()
    try:
        while True:
            await socket.send_text(await socket.receive_text())
    except WebSocketDisconnect:
        pass


@application.get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok", "version": VERSION}
