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
import type { Caller } from '../page-stack';
import { isRecord, textOf, type Options } from '../values';
import { PhoneBackend } from './backend';
import type { BuiltInTags } from './built-ins';
import { logSetData } from './cost-logs';
import { elementOf, routeAround } from './nodes';
import { ReadyQueue } from './ready-queue';
import { wxsCalls } from './wxs-calls';

type Definition = Record<string, unknown>;
type Define = (definition: Definition) => unknown;

/** WeChat's behaviors that vant uses. Empty ones suffice, because the phone has no forms. */
const NAMED_BEHAVIORS = ['wx://form-field-button'];

/** Values of `styleIsolation` that styles.ts can compile. `apply-shared` admits page classes. */
const ISOLATIONS = ['isolated', 'apply-shared'];

/** glass-easel, WeChat's component framework, with the components of one mini-program. */
export class Framework {
  readonly ready = new ReadyQueue();
  private readonly space: CodeSpace;
  private readonly backend: AssociatedBackend;
  private readonly namedBehavior: unknown;
  /** Pages and components whose scripts have not run yet. */
  private notLoaded: readonly PhoneComponent[] = [];

  constructor(tags: BuiltInTags) {
    // Set before any code space exists: else van-button's property `dataset` hides the node's own.
    glassEasel.globalOptions.writeFieldsToNode = false;
    glassEasel.globalOptions.writeIdToDOM = true;
    glassEasel.addGlobalErrorListener((error, method, related) => {
      const owner = typeof related === 'string' ? related : related?.is;
      reportError(error, [owner, method].filter((part) => part !== undefined).join(' ') || 'view');
      return false;
    });
    glassEasel.addGlobalWarningListener((message, related) => {
      const owner = typeof related === 'string' ? related : related.is;
      // Drops warnings about npm packages, whose code we cannot change.
      if (!`${owner} ${message}`.includes('miniprogram_npm/')) reportError(message, owner);
      return false;
    });
    extendCallers();
    measureWithinPage();
    const env = new MiniProgramEnv();
    this.backend = env.associateBackend(new PhoneBackend(tags));
    this.space = env.createCodeSpace('', true);
    this.ready.watch(this.space);
    this.namedBehavior = this.space.behavior().definition({}).register();
  }

  /** Creates the root node of a page. The caller attaches this node to the document. */
  createPage(url: string): Root {
    this.loadPackageOf(url.replace(/^\/|\?.*$/g, ''));
    return this.backend.createRoot('page-root', this.space, url);
  }

  /**
   * Registers all pages and components, and runs the scripts of the main package. Those of a
   * subpackage run before its first page opens, or after a placeholder has been drawn for one of
   * its components. Call it once.
   */
  define(manifest: PhoneManifest): void {
    const templates = manifest.templates(wxsCalls);
    for (const part of manifest.components) {
      this.space.addCompiledTemplate(part.path, {
        content: templates[part.path],
        groupList: templates,
        // Accepts `bindtap` without a colon, on built-in tags and components.
        fallbackListenerOnNativeNode: true,
      } as unknown as glassEasel.template.ComponentTemplate);
      this.space.addStyleSheet(part.path, undefined, part.styleScope ?? '');
      this.space.addComponentStaticConfig(part.path, staticConfig(part, {}));
    }
    this.notLoaded = manifest.components;
    this.loadPackage('');
    this.space.getComponentSpace().setComponentWaitingListener((_isExported, path) => {
      setTimeout(() => {
        this.loadPackageOf(path);
      });
    });
  }

  private loadPackageOf(path: string): void {
    const part = this.notLoaded.find((one) => one.path === path);
    if (part !== undefined) this.loadPackage(part.subpackage);
  }

  /** Runs the scripts of a package. Its components replace their placeholders at the end. */
  private loadPackage(subpackage: string): void {
    const parts = this.notLoaded.filter((part) => part.subpackage === subpackage);
    this.notLoaded = this.notLoaded.filter((part) => part.subpackage !== subpackage);
    this.space.getComponentSpace().groupRegister(() => {
      for (const part of parts) this.load(part);
    });
  }

  /** Runs a component's script. Bundled modules find Page, Component and Behavior as globals. */
  private load(part: PhoneComponent): void {
    this.space.componentEnv(part.path, (env) => {
      const withOptions =
        (define: Define): Define =>
        (definition) => {
          this.space.addComponentStaticConfig(part.path, staticConfig(part, definition));
          return define(this.adapted(definition));
        };
      const behavior = env.Behavior as unknown as Define;
      Object.assign(window, {
        Page: withOptions(env.Page),
        Component: withOptions(env.Component as unknown as Define),
        Behavior: (definition: Definition) => behavior(this.adapted(definition)),
      });
      guarded(part.path, part.load);
    });
  }

  /** Replaces names of WeChat's behaviors by an empty behavior, because glass-easel lacks them. */
  private adapted(definition: Definition): Definition {
    const { behaviors } = definition;
    if (!Array.isArray(behaviors)) return definition;
    const found = behaviors.map((item: unknown) => {
      if (typeof item !== 'string') return item;
      if (!NAMED_BEHAVIORS.includes(item)) throw new Error(`There is no behavior ${item}`);
      return this.namedBehavior;
    });
    return { ...definition, behaviors: found };
  }
}

/** Adds the script's style isolation to a component's JSON, because glass-easel reads it there. */
function staticConfig(part: PhoneComponent, definition: Definition): types.ComponentStaticConfig {
  const { options } = definition;
  const config: Record<string, unknown> = {
    component: !part.isPage,
    ...(isRecord(options) ? isolationIn(options) : {}),
    ...part.config,
  };
  const isolation = textOf(config['styleIsolation'], 'isolated');
  if (!ISOLATIONS.includes(isolation)) {
    throw new Error(`styleIsolation: '${isolation}' is not supported by the local phone`);
  }
  return config;
}

function isolationIn({ addGlobalClass, styleIsolation }: Options): Options {
  return {
    ...(addGlobalClass === true ? { addGlobalClass } : {}),
    ...(typeof styleIsolation === 'string' ? { styleIsolation } : {}),
  };
}

/** Logs every setData, and rejects `selectViewport`, which glass-easel answers wrongly. */
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
  const createQuery = prototype['createSelectorQuery'] as (this: unknown) => object;
  prototype['createSelectorQuery'] = function (this: unknown): object {
    const selectViewport = (): never => {
      throw new Error('selectViewport:fail not supported by the local phone');
    };
    return Object.assign(createQuery.call(this), { selectViewport });
  };
}

/** Measures selector queries from the corner of the page's area, as WeChat does. */
function measureWithinPage(): void {
  const { prototype } = glassEasel.Element;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its element
  const measure = prototype.getBoundingClientRect;
  prototype.getBoundingClientRect = function (done) {
    const area = elementOf(this)?.closest('.phone-page-area')?.getBoundingClientRect();
    const { left: x, top: y } = area ?? new DOMRect();
    measure.call(this, ({ left, top, width, height }) => {
      done({ left: left - x, top: top - y, width, height });
    });
  };
}
