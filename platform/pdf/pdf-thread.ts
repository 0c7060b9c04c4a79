// What runs in the thread that renders documents: laying out and embedding a font are a few hundred milliseconds of pure computing.

import { renderPdf, type PdfContent } from '#platform/pdf/pdf-document.ts';
import { serveJobs } from '#platform/threads/serve-jobs.ts';

serveJobs<PdfContent, Uint8Array>(renderPdf);
