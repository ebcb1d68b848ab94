# SPDX-License-Identifier: GPL-3.0-or-later
"""An OpenAI-compatible chat endpoint for tests, on a free port of this machine.

answer(system, user) gives the reply's text; `failures` is a list of status codes that the next requests get instead.
"""
import http.server
import json
import threading


class FakeChatServer:
    def __init__(self, answer):
        self.requests, self.failures, self.keys = [], [], []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.keys.append(self.headers.get("Authorization"))
                if outer.failures:
                    return self.reply(outer.failures.pop(0), {"error": {"message": "try later"}}, {"Retry-After": "0"})
                if self.path != "/v1/chat/completions":
                    return self.reply(404, {"error": {"message": "no such path"}}, {})
                system, user = (m["content"] for m in body["messages"])
                outer.requests.append((body["model"], user))
                content = answer(system, user)
                return self.reply(200, {"choices": [{"message": {"role": "assistant", "content": content}}]}, {})

            def reply(self, status, document, headers):
                data = json.dumps(document).encode()
                self.send_response(status)
                for name, value in {"Content-Type": "application/json", "Content-Length": str(len(data)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/v1"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()
