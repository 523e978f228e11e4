require('../support/suites').together('statistics');
