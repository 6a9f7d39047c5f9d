// An HTTP server that says what it was asked: node server.js PORT http|h2c
'use strict';
const crypto = require('crypto');
const http = require('http');
const http2 = require('http2');

const [port, protocol] = process.argv.slice(2);

const answers = {
  // What came, as it came.
  '/seen': (request, response) => {
    const hash = crypto.createHash('sha256');
    let bytes = 0;
    request.on('data', (data) => {
      hash.update(data);
      bytes += data.length;
    });
    request.on('end', () => {
      response.setHeader('X-SeRvEr-CaSe', 'Kept');
      response.end(
        JSON.stringify({
          version: request.httpVersion,
          method: request.method,
          headers: request.rawHeaders,
          bytes,
          sha256: hash.digest('hex'),
        }),
      );
    });
  },
  '/echo': (request, response) => request.pipe(response),
  // Of no length that is known beforehand.
  '/stream': (request, response) => {
    request.resume();
    for (let line = 0; line < 1000; line++) {
      response.write(`line ${line}\n`);
    }
    response.end();
  },
  '/trailers': (request, response) => {
    request.resume();
    response.setHeader('Trailer', 'X-Checksum');
    response.write('body');
    response.addTrailers({ 'X-Checksum': '1234' });
    response.end();
  },
};

function answer(request, response) {
  const found = answers[request.url];
  if (found) {
    found(request, response);
  } else {
    response.writeHead(404).end('nothing here\n');
  }
}

// HTTP/1 alone: HTTP/2 has no connection to keep in step.
function decide(request, response) {
  if (request.url === '/too-large') {
    response.writeHead(413, { Connection: 'close' }).end('too large\n');
  } else {
    response.writeContinue();
    answer(request, response);
  }
}

const server =
  protocol === 'h2c' ? http2.createServer(answer) : http.createServer(answer).on('checkContinue', decide);
server.listen(Number(port), '127.0.0.1');
