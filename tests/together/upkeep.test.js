require('../support/suites').together('upkeep');
