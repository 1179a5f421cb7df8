import { testBuiltFunctions } from '../support/built-functions';

describe('the built getOrder under the Node of this project', () => {
  testBuiltFunctions(() => Promise.resolve(process.execPath), process.version);
});
