import { createTheme } from '@mantine/core';

/** Colours keep 4.5:1 on both schemes; the blue is the public pages'. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 8, dark: 7 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  fontFamily: "system-ui, -apple-system, 'Apple SD Gothic Neo', 'Noto Sans KR', 'Noto Sans CJK KR', sans-serif",
  cursorType: 'pointer',
  respectReducedMotion: true,
});
