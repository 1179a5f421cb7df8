import type { AnimationStep } from '../framework/play-animation';
import { isRecord, numberOf, textOf, type Options } from '../values';

/** Methods that set a style; numbers are px but for opacity. */
const STYLES = ['opacity', 'backgroundColor', 'width', 'height', 'top', 'left', 'right', 'bottom'];
const LENGTHS = ['translate', 'translateX', 'translateY', 'translateZ', 'translate3d'];
const ANGLES = ['rotate', 'rotateX', 'rotateY', 'rotateZ', 'skew', 'skewX', 'skewY'];
const FACTORS = ['scale', 'scaleX', 'scaleY', 'scaleZ', 'scale3d', 'matrix', 'matrix3d'];

/** `wx.createAnimation()`: collects steps, which the attribute `animation` of a tag plays. Transforms hold on from step to step. */
export function createAnimation(options: unknown): Record<string, unknown> {
  const defaults = isRecord(options) ? options : {};
  let steps: AnimationStep[] = [];
  let styles: Record<string, string> = {};
  const transforms = new Map<string, string>();
  const animation: Record<string, unknown> = {
    step: (own: unknown) => {
      steps.push(timed({ ...defaults, ...(isRecord(own) ? own : {}) }, styles, transforms));
      styles = {};
      return animation;
    },
    export: () => {
      const actions = steps;
      steps = [];
      return { actions };
    },
  };
  for (const name of STYLES) {
    animation[name] = (value: unknown) => {
      styles[name] =
        name === 'opacity' || name === 'backgroundColor' ? textOf(value) : withUnit(value, 'px');
      return animation;
    };
  }
  const transform = (names: readonly string[], unit: string): void => {
    for (const name of names) {
      animation[name] = (...values: unknown[]) => {
        transforms.set(name, `${name}(${values.map((value) => withUnit(value, unit)).join(', ')})`);
        return animation;
      };
    }
  };
  transform(LENGTHS, 'px');
  transform(ANGLES, 'deg');
  transform(FACTORS, '');
  return animation;
}

function timed(
  options: Options,
  styles: Readonly<Record<string, string>>,
  transforms: ReadonlyMap<string, string>,
): AnimationStep {
  return {
    styles: {
      ...styles,
      ...(transforms.size === 0 ? {} : { transform: [...transforms.values()].join(' ') }),
    },
    durationMs: numberOf(options['duration'], 400),
    delayMs: numberOf(options['delay'], 0),
    timing: textOf(options['timingFunction'], 'linear'),
    origin: textOf(options['transformOrigin'], '50% 50% 0'),
  };
}

function withUnit(value: unknown, unit: string): string {
  return typeof value === 'number' ? `${value}${unit}` : textOf(value);
}
