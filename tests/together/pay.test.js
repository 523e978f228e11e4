require('../support/suites').together('pay');
