import { testBuiltFunctions } from '../support/built-functions';
import { node16 } from '../support/node16';

describe('the built getOrder under Node 16.20, near the oldest of the cloud', () => {
  testBuiltFunctions(node16, 'v16.20.2');
});
