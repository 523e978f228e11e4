require('../support/suites').together('conventions');
