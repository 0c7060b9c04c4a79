// A model in shadow beside the one in force, both held against what officers decided. Figures and references, no text.

import type { Verdict } from '#core/reading/reading.ts';
import type { ComparedReport, Said } from './decided-reports.ts';

export interface ModelOnDecided {
  /** Confirmed reports whose verdict is `scam`. */
  found: number;
  /** Rejected reports whose verdict is `scam`. */
  alarms: number;
  /** Confirmed reports with the type that stands (see `named`). */
  typeRight: number;
}

export interface Comparison {
  /** Of the model in shadow. */
  model: string;
  compared: number;
  confirmed: number;
  rejected: number;
  /** Confirmed reports whose type an officer named. The others count as confirmed under the type they were read with, which the model in force has by definition. */
  named: number;
  /** Reports of which both say the same: verdict, and type unless both take it for ordinary. */
  agreement: number;
  inForce: ModelOnDecided;
  shadow: ModelOnDecided;
  differing: ComparedReport[];
}

/** One comparison a model that ran in shadow, in the order of the reports. */
export function compareModels(reports: readonly ComparedReport[]): Comparison[] {
  return [...Map.groupBy(reports, ({ model }) => model)].map(([model, own]) => compareOne(model, own));
}

function compareOne(model: string, reports: readonly ComparedReport[]): Comparison {
  const confirmed = reports.filter(({ state }) => state === 'confirmed');
  const differing = reports.filter(({ in_force, shadow }) => differ(in_force, shadow));
  return {
    model,
    compared: reports.length,
    confirmed: confirmed.length,
    rejected: reports.length - confirmed.length,
    named: confirmed.filter(({ named_type }) => named_type !== null).length,
    agreement: reports.length - differing.length,
    inForce: figuresOf(reports, ({ in_force }) => in_force),
    shadow: figuresOf(reports, ({ shadow }) => shadow),
    differing,
  };
}

function figuresOf(reports: readonly ComparedReport[], saidOf: (report: ComparedReport) => Said): ModelOnDecided {
  const isScam = (report: ComparedReport): boolean => saidOf(report).verdict === 'scam';
  const confirmed = reports.filter(({ state }) => state === 'confirmed');
  return {
    found: confirmed.filter(isScam).length,
    alarms: reports.filter((report) => report.state === 'rejected' && isScam(report)).length,
    typeRight: confirmed.filter((report) => saidOf(report).type === (report.named_type ?? report.in_force.type)).length,
  };
}

/** A type is given only with these. */
const TYPED: readonly Verdict[] = ['scam', 'suspicious'];

function differ(one: Said, other: Said): boolean {
  return one.verdict !== other.verdict || (TYPED.includes(one.verdict) && one.type !== other.type);
}
