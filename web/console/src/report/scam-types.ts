import type { Report } from './use-report.ts';

type ScamType = NonNullable<NonNullable<Report['content']>['told_type']>;

/** In the order of the taxonomy. */
export const SCAM_TYPES = [
  'IMP_AUTH',
  'IMP_CORP',
  'IMP_KNOWN',
  'LOAN',
  'INVEST',
  'ROMANCE',
  'TASKJOB',
  'TRAFFICK',
  'SHOP',
  'BIZ',
  'PHISH',
  'MALWARE',
  'SEXTORT',
  'ADVFEE',
  'RENTTRIP',
  'RECOVERY',
  'MULE',
  'IDTHEFT',
  'OTHER',
] as const satisfies readonly ScamType[];
