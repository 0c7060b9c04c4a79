// The graph as a drawing. It is drawn on a canvas that no screen reader sees: the table beside it has the same content.

import cytoscape, { type Core, type StylesheetJson } from 'cytoscape';
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import type { GraphEdge, GraphNode } from './elements.ts';

interface Props {
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
  /** Id of the node that is pointed out. */
  chosen: string | undefined;
  onChoose: (node: GraphNode) => void;
  label: string;
}

export function GraphView({ nodes, edges, chosen, onChoose, label }: Props): ReactNode {
  const container = useRef<HTMLDivElement>(null);
  const drawn = useRef<Core | null>(null);
  const scheme = useComputedColorScheme('light');
  const choose = useRef(onChoose);
  choose.current = onChoose;

  useEffect(() => {
    if (container.current === null) return undefined;
    allowStylesheet();
    const core = cytoscape({
      container: container.current,
      elements: [
        ...nodes.map((node) => ({ data: { ...node } })),
        ...edges.map(({ from, to, reports }) => ({ data: { id: `${from}-${to}`, source: from, target: to, width: Math.min(8, 1 + Math.log2(reports + 1)) } })),
      ],
      style: lookOf(scheme),
      layout: { name: 'cose', animate: false, padding: 24, nodeRepulsion: () => 12_000, idealEdgeLength: () => 90 },
      minZoom: 0.3,
      maxZoom: 3,
      userZoomingEnabled: false,
    });
    core.on('tap', 'node', (event) => choose.current(event.target.data() as GraphNode));
    drawn.current = core;
    return () => core.destroy();
  }, [nodes, edges, scheme]);

  useEffect(() => {
    drawn.current?.nodes().removeClass('chosen');
    if (chosen !== undefined) drawn.current?.getElementById(chosen).addClass('chosen');
  }, [chosen, nodes, edges, scheme]);

  return <div ref={container} className="graph" role="img" aria-label={label} data-nodes={nodes.length} />;
}

/** Cytoscape would add a style element that our policy refuses; with one of that name it adds none. */
function allowStylesheet(): void {
  const id = '__________cytoscape_stylesheet';
  if (document.querySelector(`#${id}`) !== null) return;
  const style = document.createElement('style');
  style.id = id;
  style.nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
  style.textContent = '.__________cytoscape_container { position: relative; }';
  document.head.append(style);
}

/** Shapes tell kinds apart, not colours alone. */
function lookOf(scheme: 'light' | 'dark'): StylesheetJson {
  const [ink, paper, campaign, entity] = scheme === 'dark' ? ['#e9ecef', '#242424', '#748ffc', '#ffa94d'] : ['#1f2328', '#ffffff', '#3b5bdb', '#d9480f'];
  return [
    {
      selector: 'node',
      style: {
        label: 'data(label)',
        color: ink,
        'font-size': 12,
        'text-wrap': 'wrap',
        'text-max-width': '140px',
        'text-valign': 'bottom',
        'text-margin-y': 4,
        'text-background-color': paper,
        'text-background-opacity': 0.85,
        'background-color': campaign,
        width: 28,
        height: 28,
      },
    },
    { selector: 'node[kind = "self"]', style: { width: 44, height: 44, 'font-weight': 'bold' } },
    { selector: 'node[kind = "entity"]', style: { shape: 'diamond', 'background-color': entity } },
    { selector: 'node.chosen', style: { 'border-width': 4, 'border-color': ink } },
    { selector: 'edge', style: { width: 'data(width)', 'line-color': scheme === 'dark' ? '#5c636a' : '#adb5bd', 'curve-style': 'straight' } },
  ];
}
