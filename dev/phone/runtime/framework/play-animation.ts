import { phoneUnits } from '../../style-units';
import { isRecord } from '../values';

/** One step of an exported animation: styles that are reached together. */
export interface AnimationStep {
  readonly styles: Readonly<Record<string, string>>;
  readonly durationMs: number;
  readonly delayMs: number;
  /** CSS timing function. */
  readonly timing: string;
  readonly origin: string;
}

/** Counts what was started on an element, so that a later animation ends an earlier one. */
const latest = new WeakMap<HTMLElement, number>();

/** Plays what `animation="{{…}}"` holds: the steps one after the other. What they reach stays. */
export function playAnimation(element: HTMLElement, exported: unknown): void {
  if (!isRecord(exported) || !Array.isArray(exported['actions'])) return;
  // Made by wx/animation.ts, and copied by setData on its way.
  const steps = exported['actions'] as readonly AnimationStep[];
  const turn = (latest.get(element) ?? 0) + 1;
  latest.set(element, turn);
  const play = (index: number): void => {
    const step = steps[index];
    if (step === undefined || latest.get(element) !== turn) return;
    const { style } = element;
    style.transition = `all ${step.durationMs}ms ${step.timing} ${step.delayMs}ms`;
    style.transformOrigin = step.origin;
    for (const [name, value] of Object.entries(step.styles)) {
      style.setProperty(toKebab(name), phoneUnits(value));
    }
    setTimeout(() => {
      play(index + 1);
    }, step.durationMs + step.delayMs);
  };
  // Once what the same update draws is there.
  requestAnimationFrame(() => {
    play(0);
  });
}

function toKebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
