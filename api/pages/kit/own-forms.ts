// Forms of our own pages: what a browser was made to send by another site is refused, and bodies are small.

import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import multer, { MulterError } from 'multer';
import { Problem } from '#api/problem.ts';
import { PIECES_A_FORM, PIECE_BYTES, type OfferedPiece } from '#core/evidence/accept-pieces.ts';
import { TEXT_LIMIT } from '#core/questions/answers.ts';

/** Bytes; Korean text takes nine a letter on its way. */
const BODY_LIMIT = 512 * 1024;
const FIELDS_LIMIT = 400;

export function formBody(): RequestHandler {
  return express.urlencoded({ extended: false, limit: BODY_LIMIT, parameterLimit: FIELDS_LIMIT });
}

export function fromOwnPages(publicUrl: string): RequestHandler {
  const own = new URL(publicUrl).origin;
  return (request, _response, next) => {
    const isPost = request.method !== 'GET' && request.method !== 'HEAD';
    if (isPost && !isFromOwnPage(request, own)) throw new Problem('forbidden');
    next();
  };
}

/** Browsers since 2023 say so themselves; older ones name the page's origin; what is no browser says neither. */
function isFromOwnPage(request: Request, own: string): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = request.get('origin');
  return origin === undefined || origin === own || URL.parse(origin)?.host === request.get('host');
}

/** Only texts of a form; arrays and files are not. */
export function textsOf(request: Request): Record<string, string> {
  const body: unknown = request.body;
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** In memory, as it is sealed before it reaches a disk. What is refused tells `refusedFiles`. */
export function receiveFiles(): RequestHandler {
  const files = multer({
    storage: multer.memoryStorage(),
    limits: { fileSize: PIECE_BYTES, files: PIECES_A_FORM, fields: 10, fieldSize: TEXT_LIMIT * 4 },
    defParamCharset: 'utf8',
  }).array('files');
  return (request: Request, response: Response, next: NextFunction) => {
    files(request, response, (error: unknown) => {
      if (!(error instanceof MulterError)) return next(error);
      response.locals['refused'] = error.code === 'LIMIT_FILE_SIZE' ? 'too_large' : 'too_many';
      next();
    });
  };
}

/** null: all files came. */
export function refusedFiles(response: Response): 'too_large' | 'too_many' | null {
  const refused: unknown = response.locals['refused'];
  return refused === 'too_large' || refused === 'too_many' ? refused : null;
}

/** An empty file field sends one empty file without a name. */
export function filesOf({ files }: Request): OfferedPiece[] {
  if (!Array.isArray(files)) return [];
  return files
    .filter(({ originalname, size }) => originalname !== '' || size > 0)
    .map(({ originalname, buffer }) => ({ filename: originalname.slice(0, 255), data: buffer }));
}
