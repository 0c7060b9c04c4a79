// The console: a thin client. What may be done, and why not, comes from the server; here it is only shown.

import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './app/console.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startLanguage } from './app/language.ts';
import { queryClient } from './app/query-client.ts';
import { preloadScreen, router } from './app/router.tsx';
import { meQuery } from './app/session.ts';
import { theme } from './app/theme.ts';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

// At once, not one after the other: who is signed in, the screen that was asked for, and its sentences.
void queryClient.prefetchQuery(meQuery);
preloadScreen();
await startLanguage();
createRoot(document.querySelector('#root') ?? document.body).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <Notifications position="top-right" />
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
