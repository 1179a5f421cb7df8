import { ONE_OF_EACH_KIND, testFaults } from './fault-journey';

testFaults(ONE_OF_EACH_KIND);
