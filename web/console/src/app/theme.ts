import { createTheme } from '@mantine/core';

/**
 * Colours keep 4.5:1 on both schemes; the blue is the public pages'. The library chooses a filled colour's ink by its light shade, so dark has the
 * same; at a luminance of 0.18 black and white ink are as legible.
 */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: 8,
  autoContrast: true,
  luminanceThreshold: 0.19,
  fontFamily: "system-ui, -apple-system, 'Apple SD Gothic Neo', 'Noto Sans KR', 'Noto Sans CJK KR', sans-serif",
  cursorType: 'pointer',
  respectReducedMotion: true,
});
