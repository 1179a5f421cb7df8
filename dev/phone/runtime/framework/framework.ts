import * as glassEasel from 'glass-easel';
import {
  component,
  MiniProgramEnv,
  type AssociatedBackend,
  type CodeSpace,
  type Root,
  type types,
} from 'glass-easel-miniprogram-adapter';
import type { PhoneComponent, PhoneManifest } from '../../manifest';
import { guarded, reportError } from '../errors';
import { isRecord } from '../values';
import { PhoneBackend } from './backend';
import {
  createDefinitionAdapter,
  isolationOptions,
  type Definition,
} from './component-definitions';
import { routeAround } from './page-route';
import { ReadyQueue } from './ready-queue';
import { SelectorQuery } from './selector-query';
import { logSetData } from './set-data-log';

/** What `this` is in a page: its methods and fields, and the framework's component. */
export type Caller = Record<string, unknown> & { readonly _$: glassEasel.GeneralComponent };

type Define = (definition: Definition) => unknown;

/** WeChat's component framework, holding one mini-program. */
export class Framework {
  readonly ready = new ReadyQueue();
  private readonly space: CodeSpace;
  private readonly backend: AssociatedBackend;

  constructor(manifest: PhoneManifest) {
    // Before any space is made: it takes the options over. A property may be called `dataset`, as van-button's is.
    glassEasel.globalOptions.writeFieldsToNode = false;
    glassEasel.globalOptions.writeIdToDOM = true;
    glassEasel.addGlobalErrorListener((error, method, related) => {
      const owner = typeof related === 'string' ? related : related?.is;
      reportError(error, [owner, method].filter((part) => part !== undefined).join(' ') || 'view');
      return false;
    });
    glassEasel.addGlobalWarningListener((message, related) => {
      const owner = typeof related === 'string' ? related : related.is;
      // Packages are as their authors wrote them.
      if (!`${owner} ${message}`.includes('miniprogram_npm/')) console.warn(`${owner}: ${message}`);
      return false;
    });
    extendCallers();
    const env = new MiniProgramEnv();
    this.backend = env.associateBackend(new PhoneBackend());
    this.space = env.createCodeSpace('', true);
    this.ready.watch(this.space);
    this.define(manifest);
  }

  /** Creates a page's root; it is attached by the caller. */
  createPage(url: string): Root {
    return this.backend.createRoot('page-root', this.space, url);
  }

  private define(manifest: PhoneManifest): void {
    const adapt = createDefinitionAdapter(this.space);
    for (const part of manifest.components) {
      const template = manifest.templates[part.path];
      this.space.addCompiledTemplate(part.path, {
        content: template,
        groupList: manifest.templates,
        // `bindtap` without a colon, on built-in tags as on components.
        fallbackListenerOnNativeNode: true,
      } as unknown as glassEasel.template.ComponentTemplate);
      this.space.addStyleSheet(part.path, undefined, part.styleScope ?? '');
      this.space.addComponentStaticConfig(part.path, staticConfig(part, {}));
    }
    for (const part of manifest.components) this.load(part, adapt);
  }

  /** Runs a component's script with Page, Component and Behavior in reach, as globals: modules that it shares with others see them too. */
  private load(part: PhoneComponent, adapt: (definition: Definition) => Definition): void {
    this.space.componentEnv(part.path, (env) => {
      const withOptions =
        (define: Define): Define =>
        (definition) => {
          this.space.addComponentStaticConfig(part.path, staticConfig(part, definition));
          return define(adapt(definition));
        };
      const behavior = env.Behavior as unknown as Define;
      Object.assign(window, {
        Page: withOptions(env.Page),
        Component: withOptions(env.Component as unknown as Define),
        Behavior: (definition: Definition) => behavior(adapt(definition)),
      });
      guarded(part.path, part.load);
    });
  }
}

function staticConfig(part: PhoneComponent, definition: Definition): types.ComponentStaticConfig {
  const options = isolationOptions(definition);
  const shared = part.styleScope === null;
  if (options.styleIsolation === 'shared' && !shared) {
    throw new Error(
      `${part.path}: write styleIsolation: 'shared' literally, so that its styles can be compiled`,
    );
  }
  const config: Record<string, unknown> = { component: !part.isPage, ...options, ...part.config };
  if (shared) config['styleIsolation'] = 'shared';
  return config;
}

/** Gives every component and page what the adapter leaves out: WeChat's selector query, and a log of setData. */
function extendCallers(): void {
  const prototype = component.ComponentCaller.prototype as unknown as Record<string, unknown>;
  const setData = prototype['setData'] as (this: unknown, data: unknown, done?: () => void) => void;
  prototype['setData'] = function (this: unknown, data: unknown, done?: () => void): void {
    if (!isRecord(data)) throw new TypeError('setData takes an object');
    const node = (this as Caller)._$;
    logSetData(data, { page: routeAround(node), component: node.is }, () => {
      setData.call(this, data, done);
    });
  };
  prototype['createSelectorQuery'] = function (this: Caller): SelectorQuery {
    return new SelectorQuery(() => this._$);
  };
}
