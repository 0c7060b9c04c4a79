// Every screen has an address; what is filtered or opened stands in it, so that a colleague can be sent what one sees. The queue and the report, where
// officers spend the day, come with the frame; the others when they are asked for.

import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { ApiProblem } from './api.ts';
import { changeLanguage, LANGUAGES } from './language.ts';
import { queryClient } from './query-client.ts';
import { SCREENS } from './screens.ts';
import { chooseZone } from './zone.ts';
import { meQuery, type Me } from './session.ts';
import { Shell } from './shell.tsx';
import { Faulty, NotFound } from './states.tsx';
import { SecondFactorPage } from '../sign-in/second-factor-page.tsx';
import { SignIn } from '../sign-in/sign-in.tsx';
import { readAlertsSearch, readNewAlertSearch } from '../alerts/alerts-search.ts';
import { readAuditSearch } from '../audit/audit-search.ts';
import { readCampaignSearch } from '../campaign/campaign-search.ts';
import { readCampaignsSearch } from '../campaigns/campaigns-search.ts';
import { readDisputesSearch } from '../disputes/disputes-search.ts';
import { readEntitiesSearch } from '../entities/entities-search.ts';
import { readOverviewSearch } from '../overview/overview-search.ts';
import { QueuePage } from '../queue/queue-page.tsx';
import { readQueueSearch } from '../queue/queue-search.ts';
import { queueRows } from '../queue/use-queue.ts';
import { ReportPage } from '../report/report-page.tsx';
import { readReportSearch } from '../report/report-search.ts';
import { readSharedSearch } from '../shared/shared-search.ts';

const root = createRootRoute({ notFoundComponent: NotFound, errorComponent: Faulty });

const readBack = ({ back }: Record<string, unknown>): { back?: string } => (typeof back === 'string' && /^\/(?![/\\])/.test(back) ? { back } : {});

/** `provider=refused`: the force's identity provider sent somebody back who may not come in. */
const readDoor = (search: Record<string, unknown>): { back?: string; provider?: 'refused' } => ({
  ...readBack(search),
  ...(search['provider'] === 'refused' && { provider: 'refused' as const }),
});

const signIn = createRoute({ getParentRoute: () => root, path: '/sign-in', validateSearch: readDoor, component: SignIn });

const secondFactor = createRoute({
  getParentRoute: () => root,
  path: '/second-factor',
  validateSearch: readBack,
  beforeLoad: ({ location }) => loadMe(location.href),
  component: SecondFactorPage,
});

const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Shell,
  beforeLoad: async ({ location }) => {
    const { required, used_at } = (await loadMe(location.href)).second_factor;
    if (required && used_at === null) throw redirect({ to: '/second-factor', search: { back: location.href } });
  },
});

/** Who is signed in, in their language; nobody is led to the door. */
async function loadMe(href: string): Promise<Me> {
  try {
    const me = await queryClient.ensureQueryData(meQuery);
    const language = LANGUAGES.find((each) => each === me.language);
    if (language !== undefined && document.documentElement.lang !== language) await changeLanguage(language);
    chooseZone(me.time_zone);
    return me;
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) throw redirect({ to: '/sign-in', search: { back: href } });
    throw error;
  }
}

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  validateSearch: readOverviewSearch,
  beforeLoad: async () => {
    const { capabilities } = await queryClient.ensureQueryData(meQuery);
    const first = SCREENS.find(({ capability }) => capabilities.includes(capability));
    if (first !== undefined && first.path !== '/') throw redirect({ to: first.path });
  },
  component: lazyRouteComponent(() => import('../overview/overview-page.tsx'), 'OverviewPage'),
});

const queue = createRoute({
  getParentRoute: () => inside,
  path: '/queue',
  validateSearch: readQueueSearch,
  loaderDeps: ({ search: { open: _open, ...filter } }) => filter,
  // Asked for before the screen is drawn, not waited for.
  loader: ({ deps }) => void queryClient.prefetchInfiniteQuery(queueRows(deps)),
  component: QueuePage,
});

const report = createRoute({
  getParentRoute: () => inside,
  path: '/reports/$reference',
  validateSearch: readReportSearch,
  component: ReportPage,
});

const shift = createRoute({
  getParentRoute: () => inside,
  path: '/shift',
  component: lazyRouteComponent(() => import('../shift/shift-page.tsx'), 'ShiftPage'),
});

const campaigns = createRoute({
  getParentRoute: () => inside,
  path: '/campaigns',
  validateSearch: readCampaignsSearch,
  component: lazyRouteComponent(() => import('../campaigns/campaigns-page.tsx'), 'CampaignsPage'),
});

const campaign = createRoute({
  getParentRoute: () => inside,
  path: '/campaigns/$number',
  validateSearch: readCampaignSearch,
  component: lazyRouteComponent(() => import('../campaign/campaign-page.tsx'), 'CampaignPage'),
});

const campaignSheet = createRoute({
  getParentRoute: () => inside,
  path: '/campaigns/$number/sheet',
  component: lazyRouteComponent(() => import('../campaign/sheet-page.tsx'), 'SheetPage'),
});

const entities = createRoute({
  getParentRoute: () => inside,
  path: '/entities',
  validateSearch: readEntitiesSearch,
  component: lazyRouteComponent(() => import('../entities/entities-page.tsx'), 'EntitiesPage'),
});

const audit = createRoute({
  getParentRoute: () => inside,
  path: '/audit',
  validateSearch: readAuditSearch,
  component: lazyRouteComponent(() => import('../audit/audit-page.tsx'), 'AuditPage'),
});

const disputes = createRoute({
  getParentRoute: () => inside,
  path: '/disputes',
  validateSearch: readDisputesSearch,
  component: lazyRouteComponent(() => import('../disputes/disputes-page.tsx'), 'DisputesPage'),
});

const dispute = createRoute({
  getParentRoute: () => inside,
  path: '/disputes/$reference',
  component: lazyRouteComponent(() => import('../disputes/dispute-page.tsx'), 'DisputePage'),
});

const deadLetters = createRoute({
  getParentRoute: () => inside,
  path: '/dead-letters',
  component: lazyRouteComponent(() => import('../dead-letters/dead-letters-page.tsx'), 'DeadLettersPage'),
});

const alerts = createRoute({
  getParentRoute: () => inside,
  path: '/alerts',
  validateSearch: readAlertsSearch,
  component: lazyRouteComponent(() => import('../alerts/alerts-page.tsx'), 'AlertsPage'),
});

const newAlert = createRoute({
  getParentRoute: () => inside,
  path: '/alerts/new',
  validateSearch: readNewAlertSearch,
  component: lazyRouteComponent(() => import('../alerts/editor/new-alert-page.tsx'), 'NewAlertPage'),
});

const alert = createRoute({
  getParentRoute: () => inside,
  path: '/alerts/$id',
  component: lazyRouteComponent(() => import('../alerts/alert-page.tsx'), 'AlertPage'),
});

const editAlert = createRoute({
  getParentRoute: () => inside,
  path: '/alerts/$id/edit',
  component: lazyRouteComponent(() => import('../alerts/editor/edit-alert-page.tsx'), 'EditAlertPage'),
});

const serviceLevels = createRoute({
  getParentRoute: () => inside,
  path: '/service-levels',
  component: lazyRouteComponent(() => import('../service-levels/service-levels-page.tsx'), 'ServiceLevelsPage'),
});

const shared = createRoute({
  getParentRoute: () => inside,
  path: '/shared',
  validateSearch: readSharedSearch,
  component: lazyRouteComponent(() => import('../shared/shared-page.tsx'), 'SharedPage'),
});

const sharedReport = createRoute({
  getParentRoute: () => inside,
  path: '/shared/$reference',
  component: lazyRouteComponent(() => import('../shared/shared-report-page.tsx'), 'SharedReportPage'),
});

const written = [alerts, newAlert, alert, editAlert] as const;
const oversight = [campaigns, campaign, campaignSheet, entities, audit, disputes, dispute, deadLetters, serviceLevels] as const;
const ofPartner = [shared, sharedReport] as const;

const account = createRoute({
  getParentRoute: () => inside,
  path: '/account',
  component: lazyRouteComponent(() => import('../account/account-page.tsx'), 'AccountPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([signIn, secondFactor, inside.addChildren([home, queue, report, shift, ...written, ...oversight, ...ofPartner, account])]),
  basepath: '/console',
  defaultPreload: 'intent',
  scrollRestoration: true,
});

/** The scripts of the screen at this address. */
export function preloadScreen(): void {
  const [matched] = router.getMatchedRoutes(router.latestLocation.pathname);
  // What could not be loaded is told when the screen is drawn.
  for (const route of matched) router.loadRouteChunk(route)?.catch(() => undefined);
}

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
