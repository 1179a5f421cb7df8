import { testFaults, THE_OTHERS } from './fault-journey';

testFaults(THE_OTHERS);
