// Of which kind a stranger's file really is, and whether a browser may show it: plain pictures and recordings only. SVG, HTML, PDF and whatever
// cannot be told are files to be saved.

import { fileTypeFromBuffer } from 'file-type';

const SHOWN = ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'audio/ogg', 'audio/mpeg', 'audio/mp4', 'audio/x-m4a', 'audio/wav', 'audio/opus'] as const;

export async function safeMediaType(data: Buffer): Promise<{ content_type: string; shown: boolean }> {
  const found = (await fileTypeFromBuffer(data))?.mime.split(';', 1)[0]?.replace('audio/x-m4a', 'audio/mp4');
  const shown = SHOWN.find((each) => each === found);
  return shown === undefined ? { content_type: 'application/octet-stream', shown: false } : { content_type: shown, shown: true };
}
