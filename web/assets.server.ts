import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, relative } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const kinds: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
};
const compressible = new Set(['.js', '.css', '.svg', '.txt', '.json']);

type Asset = { plain: Buffer; brotli: Buffer | null; kind: string; forever: boolean };

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && extname(path) in kinds);
}

const besideOf = (path: string) => `${path}.br`;

const compressed = (path: string) =>
  brotliCompressSync(readFileSync(path), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });

/** Keeps beside each file of a built site what it compresses to, so that no start of the site has to. */
export function compressAssets(folder: string): void {
  for (const path of filesUnder(folder).filter((one) => compressible.has(extname(one))))
    writeFileSync(besideOf(path), compressed(path));
}

function brotliOf(path: string): Buffer | null {
  if (!compressible.has(extname(path))) return null;
  return existsSync(besideOf(path)) ? readFileSync(besideOf(path)) : compressed(path);
}

/** The built files of a site, read once when it starts, and compressed if they are not yet. Hashed ones may be kept for ever. */
export function assetsOf(folder: string): ReadonlyMap<string, Asset> {
  return new Map(
    filesUnder(folder).map((path) => {
      const plain = readFileSync(path);
      const url = `/${relative(folder, path)}`;
      const kind = kinds[extname(path)] ?? '';
      return [url, { plain, brotli: brotliOf(path), kind, forever: url.startsWith('/assets/') }] as const;
    }),
  );
}

/** Answers with an asset if the path is one; false when it is not. */
export function sendAsset(
  assets: ReadonlyMap<string, Asset>,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const path = (request.url ?? '').split('?')[0] ?? '';
  const asset = request.method === 'GET' || request.method === 'HEAD' ? assets.get(path) : undefined;
  if (!asset) return false;
  const compressed = asset.brotli && /\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const body = compressed && asset.brotli ? asset.brotli : asset.plain;
  response.writeHead(200, {
    'Content-Type': asset.kind,
    'Content-Length': body.length,
    'Cache-Control': asset.forever ? 'public, max-age=31536000, immutable' : 'public, max-age=300',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    Vary: 'Accept-Encoding',
    ...(compressed ? { 'Content-Encoding': 'br' } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
  return true;
}
