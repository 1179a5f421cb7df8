import { behavior, type CodeSpace } from 'glass-easel-miniprogram-adapter';
import { isRecord } from '../values';

export type Definition = Record<string, unknown>;

/** What a definition may say about its surroundings' classes; the framework itself reads it from JSON only. */
export interface IsolationOptions {
  readonly addGlobalClass?: boolean;
  readonly styleIsolation?: string;
}

/** Makes definitions as product code writes them fit the framework: built-in behaviours by name, relations by behaviour. */
export function createDefinitionAdapter(space: CodeSpace): (definition: Definition) => Definition {
  const named = builtInBehaviors(space);
  const behaviorOf = (item: unknown): unknown => {
    if (typeof item !== 'string') return item;
    const found = named.get(item);
    if (found === undefined) throw new Error(`There is no behavior ${item}`);
    return found;
  };
  return (definition) => {
    const { behaviors, relations } = definition;
    return {
      ...definition,
      ...(Array.isArray(behaviors) ? { behaviors: behaviors.map(behaviorOf) } : {}),
      ...(isRecord(relations) ? { relations: mapValues(relations, relationTarget) } : {}),
    };
  };
}

export function isolationOptions(definition: Definition): IsolationOptions {
  const options = isRecord(definition['options']) ? definition['options'] : {};
  return {
    ...(options['addGlobalClass'] === true ? { addGlobalClass: true } : {}),
    ...(typeof options['styleIsolation'] === 'string'
      ? { styleIsolation: options['styleIsolation'] }
      : {}),
  };
}

/** `wx://form-field` gives a component a name and a value, which <form> collects; the others only have to exist. */
function builtInBehaviors(space: CodeSpace): Map<string, unknown> {
  const field = space
    .behavior()
    .definition({ properties: { name: String, value: null } })
    .register();
  const nothing = space.behavior().definition({}).register();
  return new Map<string, unknown>([
    ['wx://form-field', field],
    ['wx://form-field-group', nothing],
    ['wx://form-field-button', nothing],
    ['wx://component-export', nothing],
  ]);
}

function relationTarget(relation: unknown): unknown {
  if (!isRecord(relation) || !(relation['target'] instanceof behavior.Behavior)) return relation;
  const wrapped = relation['target'] as unknown as { readonly _$: unknown };
  return { ...relation, target: wrapped._$ };
}

function mapValues(
  record: Record<string, unknown>,
  change: (value: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
