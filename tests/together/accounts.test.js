require('../support/suites').together('accounts');
