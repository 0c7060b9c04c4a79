// Plots drawn on the server as SVG, each with the sentence a screen reader reads instead. What is hidden is hatched and says so: nothing is told
// by colour alone.

import { html } from 'htm/preact';
import type { VNode } from 'preact';

export interface Bar {
  label: string;
  /** null: hidden. */
  count: number | null;
  /** As it is written at the bar. */
  shown: string;
}

interface Plot {
  /** Unique in the page. */
  id: string;
  title: string;
  description: string;
  bars: readonly Bar[];
}

/** User units; on a phone of 360 px one is about one pixel. */
const WIDTH = 328;
const ROW = 46;
const LONGEST = 250;
const COLUMNS_HEIGHT = 180;
const FOOT = 24;
const HEAD = 22;
/** A hidden count is drawn at one height, whatever it is. */
const HIDDEN = 0.12;

/** One bar a row under its label: labels of any length fit a phone. */
export function barPlot({ id, title, description, bars }: Plot): VNode {
  const most = Math.max(1, ...bars.map(({ count }) => count ?? 0));
  return html`<svg
    class="plot"
    role="img"
    aria-labelledby=${`${id}-title ${id}-desc`}
    viewBox=${`0 0 ${WIDTH} ${bars.length * ROW}`}
    width=${WIDTH}
    height=${bars.length * ROW}
  >
    ${head(id, title, description)}
    ${bars.map(({ label, count, shown }, at) => {
      const width = Math.max(3, Math.round(LONGEST * (count === null ? HIDDEN : count / most)));
      return html`<g transform=${`translate(0 ${at * ROW})`}>
        <text x="0" y="15">${label}</text>
        ${bar({ x: 0, y: 21, width, height: 18 }, count, id)}
        <text class="value" x=${width + 6} y="35">${shown}</text>
      </g>`;
    })}
  </svg>` as VNode;
}

/** Columns over time; every third is labelled, the last one always. */
export function columnPlot({ id, title, description, bars }: Plot): VNode {
  const most = Math.max(1, ...bars.map(({ count }) => count ?? 0));
  const step = WIDTH / Math.max(1, bars.length);
  const room = COLUMNS_HEIGHT - FOOT - HEAD;
  return html`<svg
    class="plot"
    role="img"
    aria-labelledby=${`${id}-title ${id}-desc`}
    viewBox=${`0 0 ${WIDTH} ${COLUMNS_HEIGHT}`}
    width=${WIDTH}
    height=${COLUMNS_HEIGHT}
  >
    ${head(id, title, description)}
    <line class="axis" x1="0" x2=${WIDTH} y1=${HEAD + room} y2=${HEAD + room} />
    ${bars.map(({ label, count, shown }, at) => {
      const height = count === 0 ? 0 : Math.max(3, Math.round(room * (count === null ? HIDDEN : count / most)));
      const [x, middle] = [Math.round(at * step) + 2, Math.round((at + 0.5) * step)];
      return html`<g>
        ${height > 0 && bar({ x, y: HEAD + room - height, width: Math.floor(step) - 4, height }, count, id)}
        ${height > 0 && html`<text class="value" text-anchor="middle" x=${middle} y=${HEAD + room - height - 5}>${count === null ? '?' : shown}</text>`}
        ${(bars.length - 1 - at) % 3 === 0 && html`<text text-anchor=${at === bars.length - 1 ? 'end' : 'middle'} x=${at === bars.length - 1 ? WIDTH : middle} y=${COLUMNS_HEIGHT - 6}>${label}</text>`}
      </g>`;
    })}
  </svg>` as VNode;
}

function head(id: string, title: string, description: string): VNode[] {
  return [
    html`<title id=${`${id}-title`}>${title}</title>` as VNode,
    html`<desc id=${`${id}-desc`}>${description}</desc>` as VNode,
    html`<pattern id=${`${id}-hatch`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <line class="hatch" x1="0" y1="0" x2="0" y2="6" />
    </pattern>` as VNode,
  ];
}

function bar(place: { x: number; y: number; width: number; height: number }, count: number | null, id: string): VNode {
  return html`<rect ...${place} class=${count === null ? 'bar hidden-bar' : 'bar'} fill=${count === null ? `url(#${id}-hatch)` : undefined} />` as VNode;
}
