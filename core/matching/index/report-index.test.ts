import { fc } from '@fast-check/vitest';
