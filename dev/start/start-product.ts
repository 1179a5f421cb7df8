import path from 'node:path';
import { buildFunctions } from '../build/functions';
import { buildMiniprogramNpm } from '../build/miniprogram-npm';
import { buildConsole } from '../console/build';
import { type BuiltProduct, type Host, type HostOptions, createHost } from '../host/host';
import { createPhoneBuilder } from './phone-builder';

const PROJECT_FOLDER = path.join(__dirname, '../..');

/**
 * Builds the product and starts its host. `folder` holds this host's data and builds.
 *
 * @throws as `createHost`, or Error of a failed build
 */
export function startProduct(options: Omit<HostOptions, 'build'>): Promise<Host> {
  const { folder, say } = options;
  return createHost({
    ...options,
    folder: path.join(folder, 'data'),
    build: () => buildProduct(folder, say),
  });
}

/** @param say receives one line for each problem in the mini-program's source */
async function buildProduct(
  folder: string,
  say: (sentence: string) => void,
): Promise<BuiltProduct> {
  const miniprogramFolder = path.join(PROJECT_FOLDER, 'miniprogram');
  const built = {
    functions: path.join(folder, 'functions'),
    console: path.join(folder, 'console'),
    phone: path.join(folder, 'phone'),
  };
  await Promise.all([
    buildFunctions({ outputFolder: built.functions }),
    buildMiniprogramNpm({ miniprogramFolder, packagesFolder: PROJECT_FOLDER }),
    buildConsole(built.console),
  ]);
  const updatePhone = createPhoneBuilder(miniprogramFolder, built.phone, say);
  await updatePhone();
  return { ...built, updatePhone };
}
