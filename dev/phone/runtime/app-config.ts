import type { PhoneManifest } from '../manifest';
import { phone } from './phone';
import { isRecord, listOf, type Options } from './values';

/** app.json and the pages' JSON, with each `@name` replaced by its value in the current theme. */
export class AppConfig {
  constructor(private readonly manifest: PhoneManifest) {}

  get home(): string {
    return this.manifest.components.find(({ isPage }) => isPage)?.path ?? '';
  }

  hasPage(route: string): boolean {
    return this.manifest.components.some(({ isPage, path }) => isPage && path === route);
  }

  /** Merges the page's JSON over app.json's `window`. */
  page(route: string): Options {
    const own = this.manifest.components.find(({ path }) => path === route)?.config;
    return this.themed({ ...recordOf(this.manifest.config['window']), ...own });
  }

  get tabBar(): Options {
    return this.themed(recordOf(this.manifest.config['tabBar']));
  }

  /** Tabs in order. Empty without a tab bar. */
  get tabs(): readonly Options[] {
    return listOf(this.tabBar['list']).map((tab) => this.themed(tab));
  }

  private themed(config: Options): Options {
    const values = recordOf(this.manifest.theme?.[phone.settings.theme]);
    return Object.fromEntries(
      Object.entries(config).map(([key, value]) => {
        const isName = typeof value === 'string' && value.startsWith('@');
        return [key, isName ? values[value.slice(1)] : value];
      }),
    );
  }
}

function recordOf(value: unknown): Options {
  return isRecord(value) ? value : {};
}
